package dev.ashlar.benchmarks.peers;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import dev.ashlar.benchmarks.peers.model.Data;
import dev.ashlar.benchmarks.peers.model.Model;
import dev.ashlar.benchmarks.peers.model.Op;
import dev.ashlar.benchmarks.peers.model.Parameter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes a model as an ONNX file, for any size of the batch. The numbers of the fields are those of
 * {@code onnx.proto}, IR version 8, operators of version 13.
 */
final class OnnxFile {
  /** The names of the model's input and output. */
  static final String INPUT = "input";

  static final String OUTPUT = "output";

  private static final int FLOAT = 1;
  private static final int IR_VERSION = 8;
  private static final int OPERATORS = 13;

  private final Data data;
  private final List<Message> nodes = new ArrayList<>();
  private final List<Message> initializers = new ArrayList<>();
  private int values;

  private OnnxFile(Data data) {
    this.data = data;
  }

  /** Writes a model. */
  static void write(Model model, Data data, Path file) throws IOException {
    OnnxFile onnx = new OnnxFile(data);
    onnx.node("Identity", List.of(onnx.append(model.ops(), INPUT)), OUTPUT);
    Message graph = new Message();
    onnx.nodes.forEach(node -> graph.message(1, node));
    graph.string(2, model.toString());
    onnx.initializers.forEach(tensor -> graph.message(5, tensor));
    graph.message(11, value(INPUT, model.input(1)));
    graph.message(12, value(OUTPUT, 1, model.classes()));
    Message file0 = new Message()
        .number(1, IR_VERSION)
        .string(2, "ashlar-benchmarks")
        .message(7, graph)
        .message(8, new Message().number(2, OPERATORS));
    try (OutputStream out = Files.newOutputStream(file)) {
      file0.writeTo(out);
    }
  }

  private String append(List<Op> ops, String input) {
    String value = input;
    for (Op op : ops) {
      value = append(op, value);
    }
    return value;
  }

  private String append(Op op, String x) {
    if (op instanceof Op.Dense dense) {
      String y = next();
      node(
          "Gemm",
          List.of(x, initializer(dense.weight()), initializer(dense.bias())),
          y,
          number("transB", 1));
      return relu(dense.relu(), y);
    }
    if (op instanceof Op.Conv conv) {
      List<String> inputs = new ArrayList<>(List.of(x, initializer(conv.weight())));
      if (conv.biased()) {
        inputs.add(initializer(conv.bias()));
      }
      String y = next();
      node(
          "Conv",
          inputs,
          y,
          numbers("kernel_shape", conv.kernel(), conv.kernel()),
          numbers("strides", conv.stride(), conv.stride()),
          numbers("pads", conv.padding(), conv.padding(), conv.padding(), conv.padding()));
      return relu(conv.relu(), y);
    }
    if (op instanceof Op.BatchNorm norm) {
      String y = next();
      List<String> inputs = new ArrayList<>(List.of(x));
      norm.parameters().forEach(parameter -> inputs.add(initializer(parameter)));
      node("BatchNormalization", inputs, y, real("epsilon", (float) Op.BatchNorm.EPSILON));
      return relu(norm.relu(), y);
    }
    if (op instanceof Op.MaxPool pool) {
      String y = next();
      node(
          "MaxPool",
          List.of(x),
          y,
          numbers("kernel_shape", pool.size(), pool.size()),
          numbers("strides", pool.stride(), pool.stride()),
          numbers("pads", pool.padding(), pool.padding(), pool.padding(), pool.padding()));
      return y;
    }
    if (op instanceof Op.GlobalMean) {
      String mean = next();
      node("GlobalAveragePool", List.of(x), mean);
      return append(new Op.Flatten(), mean);
    }
    if (op instanceof Op.Flatten) {
      String y = next();
      node("Flatten", List.of(x), y);
      return y;
    }
    Op.Residual residual = (Op.Residual) op;
    String sum = next();
    node("Add", List.of(append(residual.body(), x), append(residual.shortcut(), x)), sum);
    return relu(true, sum);
  }

  private String relu(boolean wanted, String x) {
    if (!wanted) {
      return x;
    }
    String y = next();
    node("Relu", List.of(x), y);
    return y;
  }

  private String next() {
    return "value" + values++;
  }

  private void node(String type, List<String> inputs, String output, Message... attributes) {
    Message node = new Message();
    inputs.forEach(input -> node.string(1, input));
    node.string(2, output).string(4, type);
    for (Message attribute : attributes) {
      node.message(5, attribute);
    }
    nodes.add(node);
  }

  private String initializer(Parameter parameter) {
    Message tensor = new Message();
    for (int size : parameter.shape()) {
      tensor.number(1, size);
    }
    float[] floats = data.of(parameter);
    ByteBuffer raw =
        ByteBuffer.allocate(Float.BYTES * floats.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(floats);
    tensor.number(2, FLOAT).string(8, parameter.name()).bytes(9, ByteString.copyFrom(raw));
    initializers.add(tensor);
    return parameter.name();
  }

  private static Message number(String name, long value) {
    return new Message().string(1, name).number(3, value).number(20, 2);
  }

  private static Message real(String name, float value) {
    return new Message().string(1, name).real(2, value).number(20, 1);
  }

  private static Message numbers(String name, int... values) {
    Message attribute = new Message().string(1, name);
    IntStream.of(values).forEach(value -> attribute.number(8, value));
    return attribute.number(20, 7);
  }

  private static Message value(String name, int... shape) {
    Message dimensions = new Message().message(1, new Message().string(2, "batch"));
    for (int i = 1; i < shape.length; i++) {
      dimensions.message(1, new Message().number(1, shape[i]));
    }
    Message tensor = new Message().number(1, FLOAT).message(2, dimensions);
    return new Message().string(1, name).message(2, new Message().message(1, tensor));
  }

  /** A protobuf message of fields known by their numbers. */
  private static final class Message {
    private final ByteString.Output bytes = ByteString.newOutput();

    Message number(int field, long value) {
      return write(out -> out.writeInt64(field, value));
    }

    Message real(int field, float value) {
      return write(out -> out.writeFloat(field, value));
    }

    Message string(int field, String value) {
      return bytes(field, ByteString.copyFrom(value, StandardCharsets.UTF_8));
    }

    Message bytes(int field, ByteString value) {
      return write(out -> out.writeBytes(field, value));
    }

    Message message(int field, Message value) {
      return bytes(field, value.bytes.toByteString());
    }

    private Message write(Field field) {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      try {
        field.writeTo(out);
        out.flush();
      } catch (IOException e) {
        throw new IllegalStateException("memory does not fail", e);
      }
      return this;
    }

    void writeTo(OutputStream out) throws IOException {
      bytes.toByteString().writeTo(out);
    }

    private interface Field {
      void writeTo(CodedOutputStream out) throws IOException;
    }
  }
}
