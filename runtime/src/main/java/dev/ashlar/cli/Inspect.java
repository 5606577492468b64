package dev.ashlar.cli;

import dev.ashlar.file.ArrayFile;
import dev.ashlar.file.StoredArray;
import dev.ashlar.naming.NameList;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ashlar inspect FILE}: what a file holds, from its header alone. */
@Command(
    name = "inspect",
    description = "Prints names, types, shapes and metadata of a file, from its header alone.",
    mixinStandardHelpOptions = true)
final class Inspect implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "safetensors, MXNet's .params or numpy's npz")
  private Path file = Path.of("");

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (ArrayFile arrays = ArrayFile.open(file)) {
      if (json) {
        Json.print(out, json(arrays));
      } else {
        print(out, arrays);
      }
    }
    return 0;
  }

  private static void print(PrintWriter out, ArrayFile file) {
    List<StoredArray> arrays = List.copyOf(file.arrays().values());
    int width = arrays.stream().mapToInt(array -> array.name().length()).max().orElse(0);
    for (StoredArray array : arrays) {
      out.printf(
          "%-" + Math.max(width, 1) + "s  %-8s  %s%n",
          NameList.shorten(array.name()),
          array.type(),
          array.shape());
    }
    out.printf(
        "%s, %,d elements, %,d bytes; %s, %,d bytes%n",
        count(arrays.size()), elements(arrays), bytes(arrays), file.format(), file.size());
    file.metadata()
        .forEach((key, value) -> out.println(
            "  " + NameList.shorten(key) + ": " + NameList.shorten(value.replace("\n", ", "))));
  }

  static String count(int arrays) {
    return arrays == 1 ? "1 array" : arrays + " arrays";
  }

  private static long elements(List<StoredArray> arrays) {
    return arrays.stream()
        .mapToLong(array -> array.bytes() / array.type().bytes())
        .sum();
  }

  private static long bytes(List<StoredArray> arrays) {
    return arrays.stream().mapToLong(StoredArray::bytes).sum();
  }

  private static Map<String, Object> json(ArrayFile file) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", file.path());
    json.put("format", file.format());
    json.put("bytes", file.size());
    json.put("metadata", file.metadata());
    json.put("arrays", file.arrays().values().stream().map(Inspect::json).toList());
    return json;
  }

  static Map<String, Object> json(StoredArray array) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", array.name());
    json.put("dtype", array.type());
    if (array.shape().hasRank()) {
      json.put("shape", Arrays.stream(array.shape().sizes()).boxed().toList());
    }
    json.put("bytes", array.bytes());
    return json;
  }
}
