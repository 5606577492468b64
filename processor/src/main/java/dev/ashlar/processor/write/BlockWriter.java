package dev.ashlar.processor.write;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.ashlar.processor.diagnostic.Diagnostic;
import dev.ashlar.processor.diagnostic.Findings;
import dev.ashlar.processor.model.BlockModel;
import dev.ashlar.processor.model.Tree;
import java.io.IOException;
import java.util.Optional;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.util.Types;

/** The third step: writes the two classes of a block. */
public final class BlockWriter {
  private final Filer filer;
  private final Types types;

  /** A writer to the compiler's output. */
  public BlockWriter(ProcessingEnvironment environment) {
    this.filer = environment.getFiler();
    this.types = environment.getTypeUtils();
  }

  /**
   * Writes {@code NamedX} and {@code XNames}. For a block with errors both have the members that they would have, so that the
   * errors are not followed by others, but do nothing.
   *
   * @param tree the block's tree; empty if it has none
   */
  public void write(BlockModel block, Optional<Tree> tree, Findings findings) {
    boolean clean = findings.isClean(block.name()) && tree.isPresent();
    write(block, new NamedWriter(block, tree, clean, types).write(), findings);
    if (tree.isPresent()) {
      write(block, NamesWriter.write(block, tree.get()), findings);
    }
  }

  private void write(BlockModel block, TypeSpec type, Findings findings) {
    JavaFile file =
        JavaFile.builder(block.name().packageName(), type).indent("  ").skipJavaLangImports(true).build();
    try {
      file.writeTo(filer);
    } catch (FilerException exists) {
      findings.add(
          block.name(), Diagnostic.CLASS_COLLISION, block.site(), type.name(), block.name(), "a class that is there already");
    } catch (IOException failure) {
      findings.add(block.name(), Diagnostic.INTERNAL, block.site(), block.name(), "writing " + type.name() + ": " + failure);
    }
  }
}
