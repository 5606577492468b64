package dev.ashlar.cli;

import dev.ashlar.Layer;
import dev.ashlar.checkpoint.Checkpoint;
import dev.ashlar.checkpoint.LoadReport;
import dev.ashlar.checkpoint.MismatchException;
import dev.ashlar.file.ArrayFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ashlar diff FILE FILE|CLASS}: how two files, or a file and a model, differ. */
@Command(
    name = "diff",
    description = {
      "Compares a file with another one: names, types, shapes, values.",
      "Or with a model, given by its class on the class path: what would match, be renamed, be missing."
    },
    mixinStandardHelpOptions = true)
final class Diff implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FILE", description = "a file")
  private Path file = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "FILE|CLASS",
      description =
          "another file, or the class of a model: a layer, or a block with its generated class")
  private String other = "";

  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      description = "the model's prefix, for files with full names")
  private @Nullable String prefix;

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    return isFile() ? files(Main.path(other), out) : model(out);
  }

  // It is there, or has a name that no class has.
  private boolean isFile() {
    return other.matches(".*[/\\\\].*|.*\\.(safetensors|params|npz)")
        || !ModelClass.isName(other)
        || Files.exists(Main.path(other));
  }

  private int files(Path otherFile, PrintWriter out) throws IOException {
    try (ArrayFile one = ArrayFile.open(file);
        ArrayFile two = ArrayFile.open(otherFile)) {
      FileDifference difference = FileDifference.of(one, two);
      if (json) {
        Json.print(out, difference.json());
      } else {
        difference.print(out);
      }
      return difference.isNone() ? 0 : Main.DIFFERENT;
    }
  }

  private int model(PrintWriter out) {
    Layer model = ModelClass.make(other, prefix);
    LoadReport report;
    try {
      report = Checkpoint.compare(model, file);
    } catch (MismatchException differs) {
      if (json) {
        Json.print(
            out,
            Map.of("file", file, "class", other, "fits", false, "message", differs.getMessage()));
      } else {
        out.println(differs.getMessage());
      }
      return Main.DIFFERENT;
    } catch (IllegalStateException noNames) { // as a model without a prefix
      throw new WrongCallException(String.valueOf(noNames.getMessage()));
    }
    Map<String, List<String>> lists = new LinkedHashMap<>();
    lists.put("matched", report.matched());
    lists.put("missing", report.missing());
    lists.put("extra", report.extra());
    lists.put("otherShape", report.reshaped());
    lists.put("otherType", report.cast());
    boolean fits = lists.entrySet().stream()
        .allMatch(list -> list.getKey().equals("matched") || list.getValue().isEmpty());
    if (json) {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("file", file);
      all.put("class", other);
      all.put("keys", report.keys());
      all.putAll(lists);
      all.put("renamed", report.renamed());
      all.put("fits", fits);
      Json.print(out, all);
    } else {
      out.println(report);
      out.println(fits ? "the file fits the model" : "the file does not fit the model as it is");
    }
    return fits ? 0 : Main.DIFFERENT;
  }
}
