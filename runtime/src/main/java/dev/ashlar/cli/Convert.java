package dev.ashlar.cli;

import dev.ashlar.file.ArrayFile;
import dev.ashlar.file.FileFormat;
import dev.ashlar.file.StoredArray;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ashlar convert IN OUT}: the same arrays in another format. */
@Command(
    name = "convert",
    description = {
      "Writes the arrays of a file in another format.",
      "OUT's extension says which: .params (version 2), .npz, otherwise safetensors. Metadata goes along where the format holds any."
    },
    mixinStandardHelpOptions = true)
final class Convert implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "IN", description = "the file to read")
  private Path in = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "OUT",
      description = "the file to write; replaced as a whole")
  private Path out = Path.of("");

  @Option(
      names = "--to",
      paramLabel = "FORMAT",
      description = "the format, whatever the extension: ${COMPLETION-CANDIDATES}")
  private @Nullable FileFormat format;

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    FileFormat to = format == null ? FileFormat.forNew(out) : format;
    try (ArrayFile file = ArrayFile.open(in)) {
      List<StoredArray> arrays = List.copyOf(file.arrays().values());
      boolean metadataLost = !to.holdsMetadata() && !file.metadata().isEmpty();
      ArrayFile.write(out, to, arrays, new TreeMap<>(file.metadata()));
      PrintWriter printer = spec.commandLine().getOut();
      if (json) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("in", in);
        said.put("from", file.format());
        said.put("out", out);
        said.put("to", to);
        said.put("arrays", (long) arrays.size());
        said.put("metadataLost", metadataLost);
        Json.print(printer, said);
      } else {
        printer.printf(
            "%s: %s (%s) -> %s (%s)%n", Inspect.count(arrays.size()), in, file.format(), out, to);
        if (metadataLost) {
          printer.println("the format " + to + " holds no metadata: it is left out");
        }
      }
    }
    return 0;
  }
}
