package dev.ashlar.processor.write;

import dev.ashlar.outline.Outline;
import dev.ashlar.outline.OutlineFile;
import dev.ashlar.outline.OutlineTotals;
import dev.ashlar.picture.Picture;
import dev.ashlar.processor.diagnostic.Diagnostic;
import dev.ashlar.processor.diagnostic.Findings;
import dev.ashlar.processor.model.BlockModel;
import dev.ashlar.processor.model.Tree;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.tools.StandardLocation;

/** Writes the outline of each block without errors beside its classes, and draws it. */
public final class OutlineWriter {
  private final Filer filer;
  private final boolean summary;
  private final Optional<Path> pictures;

  /**
   * A writer to the compiler's output.
   *
   * @param summary whether to say what each block comes to
   * @param pictures the folder to draw each block into, if that is wanted
   */
  public OutlineWriter(
      ProcessingEnvironment environment, boolean summary, Optional<Path> pictures) {
    this.filer = environment.getFiler();
    this.summary = summary;
    this.pictures = pictures;
  }

  /** Writes the outline of a block, if it has a tree and nothing is wrong with it. */
  public void write(BlockModel block, Optional<Tree> tree, Findings findings) {
    if (tree.isEmpty() || !findings.isClean(block.name())) {
      return;
    }
    Outline outline = TreeOutline.of(tree.get());
    String place = OutlineFile.place(block.name().qualified());
    try (OutputStream file = filer
        .createResource(StandardLocation.CLASS_OUTPUT, "", place, block.site().element())
        .openOutputStream()) {
      file.write(outline.toJson().getBytes(StandardCharsets.UTF_8));
    } catch (IOException failure) {
      findings.add(
          block.name(),
          Diagnostic.INTERNAL,
          block.site(),
          block.name(),
          "writing " + place + ": " + failure);
    }
    pictures.ifPresent(folder -> draw(block, outline, folder, findings));
    if (summary) {
      OutlineTotals totals = outline.totals();
      findings.add(
          Diagnostic.SUMMARY,
          block.site(),
          block.name().qualified(),
          outline.input(),
          outline.output(),
          totals.parameters(),
          totals.megabytes(),
          more(totals.unknownParameters(), "parameter", "of unknown shape"),
          totals.multiplyAdds(),
          more(totals.unknownLayers(), "layer", "of unknown input"));
    }
  }

  private static void draw(BlockModel block, Outline outline, Path folder, Findings findings) {
    try {
      Picture.of(outline).writeTo(folder.resolve(block.name().qualified() + ".html"));
    } catch (UncheckedIOException failure) {
      findings.addRemark(
          Diagnostic.OPTION,
          "ashlar.pictures",
          folder,
          "a folder that can be written to (" + failure.getCause() + ")");
    }
  }

  private static String more(int count, String one, String which) {
    return count == 0 ? "" : " and " + count + " " + one + (count == 1 ? " " : "s ") + which;
  }
}
