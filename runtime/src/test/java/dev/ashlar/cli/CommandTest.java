package dev.ashlar.cli;

import static dev.ashlar.layer.DenseLayer.dense;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ashlar.FreshJvm;
import dev.ashlar.Layer;
import dev.ashlar.Network;
import dev.ashlar.Node;
import dev.ashlar.Scope;
import dev.ashlar.checkpoint.Checkpoint;
import dev.ashlar.file.PlainSafetensors;
import dev.ashlar.layer.Sequential;
import dev.ashlar.shape.DType;
import dev.ashlar.shape.Shape;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.factory.Nd4j;

class CommandTest {
  @TempDir
  Path folder;

  private record Said(int code, String out, String err) {}

  private static Said run(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
    return new Said(code, out.toString(), err.toString());
  }

  /** A model of two layers, as a class. */
  public static final class Small implements Layer {
    private final Sequential<Layer> layers = new Sequential<Layer>(
            Scope.newRoot().named("s_"))
        .add(dense(2).inUnits(3))
        .add(dense(1).inUnits(2));

    @Override
    public Node node() {
      return layers.node();
    }

    @Override
    public SDVariable forward(SDVariable... inputs) {
      return layers.forward(inputs);
    }
  }

  private Path saved(String name, int seed) {
    Small model = new Small();
    Network.of(model).initialize(seed);
    Path file = folder.resolve(name);
    Checkpoint.save(model, file);
    return file;
  }

  private static JsonNode json(Said said) throws IOException {
    return new ObjectMapper().readTree(said.out());
  }

  @Test
  void inspectPrintsNamesTypesShapesAndMetadata() {
    Said said = run("inspect", saved("x.safetensors", 1));

    assertThat(said.code()).isZero();
    assertThat(said.out())
        .containsPattern("0\\.weight +float32 +\\(2, 3\\)")
        .contains("4 arrays, 11 elements, 44 bytes; safetensors, ")
        .contains("ashlar.keys: structural");
  }

  @Test
  void inspectPrintsJson() throws IOException {
    JsonNode json = json(run("inspect", "--json", saved("x.npz", 1)));

    assertThat(json.get("format").asText()).isEqualTo("npz");
    assertThat(json.get("arrays")).hasSize(4);
    assertThat(json.get("arrays").get(0).toString())
        .isEqualTo("{\"name\":\"0.weight\",\"dtype\":\"float32\",\"shape\":[2,3],\"bytes\":24}");
    assertThat(json.get("metadata").get("ashlar.format").asText()).isEqualTo("1");
  }

  @Test
  void convertGoesThroughAllFormatsAndBack() throws IOException {
    Path first = saved("x.safetensors", 1);
    Path npz = folder.resolve("x.npz");
    Path back = folder.resolve("back.safetensors");
    Path params = folder.resolve("x.params");

    assertThat(run("convert", first, npz).code()).isZero();
    assertThat(run("convert", npz, back).code()).isZero();
    assertThat(run("convert", first, params).out()).contains("holds no metadata");
    assertThat(json(run("convert", params, folder.resolve("y"), "--to", "NPZ", "--json"))
            .get("to")
            .asText())
        .isEqualTo("npz");

    assertThat(Files.mismatch(first, back)).isEqualTo(-1);
    assertThat(run("diff", first, params).code()).isZero();
    assertThat(run("diff", first, folder.resolve("y")).code()).isZero();
  }

  @Test
  void diffOfFilesSaysWhatDiffers() throws IOException {
    Path one = saved("one.safetensors", 1);

    assertThat(run("diff", one, saved("same.npz", 1)).out()).contains("equal: 4");
    Said other = run("diff", one, saved("two.safetensors", 2));
    assertThat(other.code()).isEqualTo(1);
    assertThat(other.out()).contains("other values: 0.weight");

    Sequential<Layer> model = new Sequential<Layer>(Scope.newRoot().named("t_"))
        .add(dense(2).inUnits(3))
        .add(dense(5).inUnits(2));
    Network.of(model).initialize(1);
    Path names = folder.resolve("names.safetensors");
    Checkpoint.saveByName(model, names);
    Path structure = folder.resolve("structure.safetensors");
    Checkpoint.save(model, structure);
    JsonNode renamed = json(run("diff", structure, names, "--json"));
    assertThat(renamed.get("renamed").get("0.weight").asText()).isEqualTo("t_dense0_weight");
    assertThat(renamed.get("same").asBoolean()).isFalse();
    assertThat(run("diff", one, structure).out())
        .contains("other type or shape: 1.weight: float32 (1, 2) | float32 (5, 2)");
  }

  @Test
  void diffWithAClassSaysWhatALoadWouldFind() throws IOException {
    Said fits = run("diff", saved("x.safetensors", 1), Small.class.getName());
    assertThat(fits.code()).isZero();
    assertThat(fits.out()).contains("matched     4", "the file fits the model");

    Sequential<Layer> model =
        new Sequential<Layer>(Scope.newRoot()).add(dense(2).inUnits(7));
    Network.of(model).initialize(1);
    Path other = folder.resolve("other.safetensors");
    Checkpoint.save(model, other);
    Said differs = run("diff", other, Small.class.getName(), "--json");
    assertThat(differs.code()).isEqualTo(1);
    assertThat(json(differs).get("missing").toString()).isEqualTo("[\"1.weight\",\"1.bias\"]");
    assertThat(json(differs).get("otherShape").toString()).isEqualTo("[\"0.weight\"]");
  }

  @Test
  void exitCodesTellWrongCallsFromBadFiles() throws IOException {
    assertThat(run("inspect").code()).isEqualTo(2);
    assertThat(run("unknown").code()).isEqualTo(2);
    Said noClass = run("diff", saved("x.safetensors", 1), "no.such.Thing");
    assertThat(noClass.code()).isEqualTo(2);
    assertThat(noClass.err()).contains("'no.such.Thing' is neither a file nor a layer");
    Path bad = Files.writeString(folder.resolve("bad"), "nonsense");
    Said refused = run("inspect", bad);
    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.err()).contains("file '" + bad + "' is not valid safetensors");
    assertThat(refused.err().lines()).hasSize(1);
    assertThat(run("inspect", folder.resolve("none")).code()).isEqualTo(3);
    assertThat(run("convert", bad, folder.resolve("y.npz")).code()).isEqualTo(3);
    assertThat(run("--help").out()).contains("inspect", "diff", "convert");
  }

  @Test
  void whatACommandCannotDoIsSaidInOneLine() throws IOException {
    Path good = saved("x.safetensors", 1);
    assertRefused(3, "there is no", "diff", good, folder.resolve("none.safetensors"));
    assertRefused(3, "there is no", "diff", good, "none.npz");
    assertRefused(3, "there is no", "diff", good, "no such");
    assertRefused(3, "not a regular file", "diff", good, folder);
    assertRefused(3, "cannot read ''", "inspect", "");
    assertRefused(3, "it is a folder", "convert", good, folder);
    assertRefused(3, "there is no", "convert", good, folder.resolve("none").resolve("x.npz"));
    Path text = Files.writeString(folder.resolve("notes.txt"), "what is to be done tomorrow");
    assertRefused(3, "nor does the file begin as .params or .npz do", "inspect", text);
    assertRefused(2, "has no public constructor", "diff", good, NeedsSize.class.getName());
    assertRefused(
        2, "cannot be made: java.lang.ArithmeticException", "diff", good, Fails.class.getName());
    Said noFormat = run("convert", good, folder.resolve("y"), "--to", "onnx");
    assertThat(noFormat.code()).isEqualTo(2);
    assertThat(noFormat.err()).contains("expected one of").contains("safetensors");
  }

  private static void assertRefused(int code, String what, Object... arguments) {
    Said said = run(arguments);
    assertThat(said.code()).as(said.toString()).isEqualTo(code);
    assertThat(said.err()).contains(what);
    assertThat(said.err().lines()).hasSize(1);
    assertThat(said.out()).isEmpty();
  }

  /** Cannot be made by its name alone. */
  public static final class NeedsSize implements Layer {
    private final Node node = Node.of("needssize");

    public NeedsSize(int size) {
      node.parameter("w", Shape.of(size), DType.FLOAT32, null, true);
    }

    @Override
    public Node node() {
      return node;
    }

    @Override
    public SDVariable forward(SDVariable... inputs) {
      throw new UnsupportedOperationException();
    }
  }

  /** Cannot be made at all. */
  public static final class Fails implements Layer {
    public Fails() {
      throw new ArithmeticException("on purpose");
    }

    @Override
    public Node node() {
      throw new UnsupportedOperationException();
    }

    @Override
    public SDVariable forward(SDVariable... inputs) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void aFileMayBeConvertedInPlace() throws IOException {
    for (String name : List.of("x.safetensors", "x.npz", "x.params")) {
      Path file = saved(name, 1);
      byte[] before = Files.readAllBytes(file);
      Said said = run("convert", file, file);
      assertThat(said.code()).as(said.toString()).isZero();
      assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }
    assertThat(folder.toFile().list()).hasSize(3);
  }

  @Test
  void namesInAnyUnicodeArePrintedOnOneLineEach() throws IOException {
    String name = "вес-重み𝑤";
    Path file = folder.resolve("имя.safetensors");
    Files.write(
        file,
        PlainSafetensors.bytes(
            "{\"" + name + "\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},"
                + "\"a\\n\\u001b[31m\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[1,2]}}",
            new byte[2]));
    Said said = run("inspect", file);
    assertThat(said.out().lines()).hasSize(3).first().asString().startsWith(name + " ");
    assertThat(said.out()).contains("a\\u000a\\u001b[31m").contains("2 arrays, 2 elements");
    assertThat(json(run("inspect", "--json", file))
            .get("arrays")
            .get(1)
            .get("name")
            .asText())
        .isEqualTo("a\n\u001b[31m");
    for (String format : List.of("npz", "params")) {
      Path out = folder.resolve("имя." + format);
      assertThat(run("convert", file, out).code()).isZero();
      assertThat(run("diff", file, out).out())
          .isEqualTo(
              format.equals("npz")
                  ? String.format("equal: 2%n")
                  : String.format(
                      "equal: 1%nother type or shape: a\\u000a\\u001b[31m: uint8 () | uint8 (1,)%n"));
    }
  }

  @Test
  void aMismatchIsJsonToo() throws IOException {
    Path file = folder.resolve("x.safetensors");
    Files.write(
        file,
        PlainSafetensors.bytes(
            "{\"0.weight\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                + "\"s_dense0_weight\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
            new byte[8]));
    Said said = run("diff", "--json", file, Small.class.getName());
    assertThat(said.code()).isEqualTo(1);
    assertThat(json(said).get("fits").asBoolean()).isFalse();
    assertThat(json(said).get("message").asText()).contains("in more than one way");
  }

  @Test
  void aFullOutputIsAnErrorAndAReaderThatHasGoneIsNone() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/full")) && Files.exists(Path.of("/bin/sh")));
    Path file = saved("x.safetensors", 1);
    for (String end : List.of("> /dev/full", "| true")) {
      List<String> command =
          new ArrayList<>(List.of("/bin/sh", "-c", "{ \"$0\" \"$@\"; echo code $? >&2; } " + end));
      command.addAll(FreshJvm.command(Main.class, "inspect", file.toString()));
      Process process = new ProcessBuilder(command).start();
      String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      assertThat(said)
          .contains(
              end.equals("| true")
                  ? "code 0"
                  : String.format("cannot print: No space left on device%ncode 3"));
    }
  }

  /** A process of its own, without ND4J on its class path. */
  @Test
  void inspectDiffAndConvertNeedNoNd4j() throws Exception {
    Path file = saved("x.safetensors", 1);
    String path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry ->
            !entry.contains("nd4j") && !entry.contains("javacpp") && !entry.contains("openblas"))
        .collect(Collectors.joining(File.pathSeparator));
    for (List<String> arguments : List.of(
        List.of("inspect", file.toString()),
        List.of("diff", file.toString(), file.toString()),
        List.of("convert", file.toString(), folder.resolve("x.npz").toString()))) {
      Process process = new ProcessBuilder(
              FreshJvm.command(path, Main.class, arguments.toArray(String[]::new)))
          .redirectErrorStream(true)
          .start();
      try (InputStream out = process.getInputStream()) {
        String said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).isNotBlank();
      }
    }
    assertThat(Nd4j.scalar(1f).isScalar()).isTrue(); // here it is on the class path
  }

  /** A class that needs more than the command can give. */
  public static final class Needy implements Layer {
    private final int units;

    /** A constructor with an argument. */
    public Needy(int units) {
      this.units = units;
    }

    /** A constructor that fails. */
    public Needy() {
      this(0);
      throw new IllegalStateException("no data");
    }

    @Override
    public Node node() {
      return dense(units).node();
    }

    @Override
    public SDVariable forward(SDVariable... inputs) {
      return inputs[0];
    }
  }

  @Test
  void aClassThatCannotBeMadeIsNamedWithTheReason() {
    Path file = saved("x.safetensors", 1);

    assertThat(run("diff", file, Needy.class.getName()).err())
        .contains("Needy cannot be made: java.lang.IllegalStateException: no data");
    assertThat(run("diff", file, Needy.class.getName(), "--prefix", "net_").err())
        .contains("Needy has no public constructor with a prefix alone");
    assertThat(run("diff", file, String.class.getName()).err())
        .contains("'java.lang.String' is neither a file nor a layer or block on the class path");
  }

  @Test
  void filesThatDifferInNamesAloneAreToldApart() {
    Path one = saved("one.safetensors", 1);
    Small model = new Small();
    Network.of(model).initialize(1);
    Path byName = folder.resolve("two.safetensors");
    Checkpoint.saveByName(model, byName);

    Said renamed = run("diff", one, byName);
    assertThat(renamed.out())
        .contains("renamed: 0.weight -> s_dense0_weight", "renamed: 1.bias -> s_dense1_bias")
        .doesNotContain("alone");
    assertThat(renamed.code()).isNotZero();

    Path other = folder.resolve("three.safetensors");
    Small different = new Small();
    Network.of(different).initialize(2);
    Checkpoint.saveByName(different, other);
    assertThat(run("diff", one, other).out())
        .contains("in the first file alone: 0.weight", "in the second file alone: s_dense0_weight");
  }
}
