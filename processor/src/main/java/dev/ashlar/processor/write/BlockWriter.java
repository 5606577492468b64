package dev.ashlar.processor.write;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.ashlar.processor.diagnostic.Diagnostic;
import dev.ashlar.processor.diagnostic.Findings;
import dev.ashlar.processor.model.BlockModel;
import dev.ashlar.processor.model.BlockName;
import dev.ashlar.processor.model.Site;
import dev.ashlar.processor.model.Tree;
import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** The third step: writes the two classes of a block. */
public final class BlockWriter {
  // What written code uses of java.lang without an import: classes that a class in the block's own
  // package can hide.
  private static final List<String> WITHOUT_IMPORT = List.of(
      "String",
      "Override",
      "Deprecated",
      "SafeVarargs",
      "SuppressWarnings",
      "IllegalStateException");

  // With one of these the user's class cannot be extended by a layer.
  private static final List<Diagnostic> NOT_EXTENDED = List.of(
      Diagnostic.BLOCK_CONSTRUCTOR,
      Diagnostic.BLOCK_ABSTRACT_METHOD,
      Diagnostic.BLOCK_METHOD,
      Diagnostic.FORWARD_FORM);

  private final Filer filer;
  private final Types types;
  private final Elements elements;
  private final Map<String, List<String>> hidden = new HashMap<>();
  private int asked;

  /** A writer to the compiler's output. */
  public BlockWriter(ProcessingEnvironment environment) {
    this.filer = environment.getFiler();
    this.types = environment.getTypeUtils();
    this.elements = environment.getElementUtils();
  }

  /**
   * Writes {@code NamedX} and {@code XNames}. For a block with errors both have the members that
   * they would have, as far as these are known, so that the errors are not followed by others, but
   * do nothing.
   *
   * @param tree the block's tree; empty if it has none
   */
  public void write(BlockModel block, Optional<Tree> tree, Findings findings) {
    Extent extent = extent(block, tree, findings);
    write(
        block.name(), block.site(), new NamedWriter(block, tree, extent, types).write(), findings);
    TypeSpec names = tree.map(known -> NamesWriter.write(block, known))
        .orElseGet(
            () -> NamesWriter.empty(block.name(), (TypeElement) block.site().element()));
    write(block.name(), block.site(), names, findings);
  }

  // What is written for a block uses what is written for those that it holds.
  private static Extent extent(BlockModel block, Optional<Tree> tree, Findings findings) {
    if (NOT_EXTENDED.stream().anyMatch(each -> findings.has(block.name(), each))) {
      return Extent.STUB_APART;
    }
    return findings.isClean(block.name())
            && tree.isPresent()
            && tree.get().walk().flatMap(each -> each.block().stream()).allMatch(findings::isClean)
        ? Extent.WHOLE
        : Extent.STUB;
  }

  /** Writes classes that are there and no more, for one of which no model can be made. */
  public void writeEmpty(BlockName block, Site site, Findings findings) {
    write(block, site, NamedWriter.empty(block, (TypeElement) site.element()), findings);
    write(block, site, NamesWriter.empty(block, (TypeElement) site.element()), findings);
  }

  /**
   * Writes a source without a class, so that the compiler has another round. Without one, a block
   * whose missing type never appears would be known as such in the last round only, and what is
   * written then comes too late for those who name it.
   *
   * @param waiting blocks that wait; the first, by name, is where the source stems from
   */
  public void askForAnotherRound(SortedMap<BlockName, Site> waiting, Findings findings) {
    BlockName first = waiting.firstKey();
    Site site = Objects.requireNonNull(waiting.get(first));
    asked++;
    String name = first.qualifiedNames() + "$Waits" + asked;
    String inPackage =
        first.packageName().isEmpty() ? "" : "package " + first.packageName() + ";\n\n";
    try (Writer source = filer.createSourceFile(name, origins(site)).openWriter()) {
      source.write(inPackage + "// " + first + " waits for a class that is not there yet.\n");
    } catch (IOException failure) {
      findings.add(first, Diagnostic.INTERNAL, site, first, "writing " + name + ": " + failure);
    }
  }

  // What a file stems from. Nothing is kept of a build that fails, so one more file that stems from
  // nothing does no harm.
  private static Element[] origins(Site site) {
    return site.isRefused() ? new Element[0] : new Element[] {site.element()};
  }

  // To look for a class that is not there is dear.
  private List<String> hiddenIn(String packageName) {
    return WITHOUT_IMPORT.stream()
        .filter(
            name -> elements.getTypeElement(packageName.isEmpty() ? name : packageName + "." + name)
                != null)
        .toList();
  }

  private void write(BlockName block, Site site, TypeSpec type, Findings findings) {
    TypeSpec.Builder careful = type.toBuilder();
    if (!site.isRefused()) {
      careful.avoidClashesWithNestedClasses((TypeElement) site.element());
    }
    for (Element origin : origins(site)) {
      careful.addOriginatingElement(origin);
    }
    hidden.computeIfAbsent(block.packageName(), this::hiddenIn).forEach(careful::alwaysQualify);
    JavaFile file = JavaFile.builder(block.packageName(), careful.build())
        .indent("  ")
        .skipJavaLangImports(true)
        .build();
    try {
      file.writeTo(filer);
    } catch (FilerException exists) {
      if (!findings.has(block, Diagnostic.CLASS_COLLISION)) {
        findings.add(
            block,
            Diagnostic.CLASS_COLLISION,
            site,
            type.name(),
            block,
            "a class that is there already");
      }
    } catch (IOException failure) {
      findings.add(
          block, Diagnostic.INTERNAL, site, block, "writing " + type.name() + ": " + failure);
    }
  }
}
