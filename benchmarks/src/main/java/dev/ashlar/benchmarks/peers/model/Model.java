package dev.ashlar.benchmarks.peers.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A model that every library builds for itself; the numbers that they get must be the same. */
public enum Model {
  /** A perceptron for MNIST: 784-128-64-10. */
  MLP(
      10,
      new int[] {784},
      List.of(
          new Op.Dense("hidden", 784, 128, true),
          new Op.Dense("middle", 128, 64, true),
          new Op.Dense("output", 64, 10, false))),

  /** LeNet-5 as frameworks' tutorials have it: 20 and 50 channels, 500 units. */
  LENET(
      10,
      new int[] {1, 28, 28},
      List.of(
          new Op.Conv("conv0", 1, 20, 5, 1, 0, true, true),
          new Op.MaxPool(2, 2, 0),
          new Op.Conv("conv1", 20, 50, 5, 1, 0, true, true),
          new Op.MaxPool(2, 2, 0),
          new Op.Flatten(),
          new Op.Dense("hidden", 50 * 4 * 4, 500, true),
          new Op.Dense("output", 500, 10, false))),

  /** AlexNet on one tower, as in Gluon's and PyTorch's model zoos. Krizhevsky, arXiv:1404.5997. */
  ALEXNET(
      1000,
      new int[] {3, 224, 224},
      List.of(
          new Op.Conv("conv0", 3, 64, 11, 4, 2, true, true),
          new Op.MaxPool(3, 2, 0),
          new Op.Conv("conv1", 64, 192, 5, 1, 2, true, true),
          new Op.MaxPool(3, 2, 0),
          new Op.Conv("conv2", 192, 384, 3, 1, 1, true, true),
          new Op.Conv("conv3", 384, 256, 3, 1, 1, true, true),
          new Op.Conv("conv4", 256, 256, 3, 1, 1, true, true),
          new Op.MaxPool(3, 2, 0),
          new Op.Flatten(),
          new Op.Dense("dense0", 256 * 6 * 6, 4096, true),
          new Op.Dense("dense1", 4096, 4096, true),
          new Op.Dense("dense2", 4096, 1000, false))),

  /** ResNet-18. He et al., arXiv:1512.03385. */
  RESNET18(1000, new int[] {3, 224, 224}, resnet18());

  private final int classes;
  private final int[] input;
  private final List<Op> ops;

  Model(int classes, int[] input, List<Op> ops) {
    this.classes = classes;
    this.input = input;
    this.ops = ops;
  }

  private static List<Op> resnet18() {
    List<Op> ops = new ArrayList<>(List.of(
        new Op.Conv("stem", 3, 64, 7, 2, 3, false, false),
        new Op.BatchNorm("stem.norm", 64, true),
        new Op.MaxPool(3, 2, 1)));
    int inputs = 64;
    for (int stage = 0; stage < 4; stage++) {
      int channels = 64 << stage;
      for (int block = 0; block < 2; block++) {
        ops.add(residual("stage" + stage + ".block" + block, inputs, channels));
        inputs = channels;
      }
    }
    ops.add(new Op.GlobalMean());
    ops.add(new Op.Dense("output", 512, 1000, false));
    return List.copyOf(ops);
  }

  private static Op residual(String name, int inputs, int channels) {
    int stride = inputs == channels ? 1 : 2;
    List<Op> body = List.of(
        new Op.Conv(name + ".conv0", inputs, channels, 3, stride, 1, false, false),
        new Op.BatchNorm(name + ".norm0", channels, true),
        new Op.Conv(name + ".conv1", channels, channels, 3, 1, 1, false, false),
        new Op.BatchNorm(name + ".norm1", channels, false));
    List<Op> shortcut = stride == 1
        ? List.of()
        : List.of(
            new Op.Conv(name + ".shortcut", inputs, channels, 1, stride, 0, false, false),
            new Op.BatchNorm(name + ".shortcut.norm", channels, false));
    return new Op.Residual(body, shortcut);
  }

  /** Its operations, in order. */
  public List<Op> ops() {
    return ops;
  }

  /** How many numbers it gives for an example. */
  public int classes() {
    return classes;
  }

  /** Whether its inputs are images, of layout NCHW. */
  public boolean hasImages() {
    return input.length > 1;
  }

  /** The sizes of a batch of inputs. */
  public int[] input(int batch) {
    int[] shape = new int[input.length + 1];
    shape[0] = batch;
    System.arraycopy(input, 0, shape, 1, input.length);
    return shape;
  }

  /** The sizes of a batch of inputs, as most libraries want them. */
  public long[] inputSizes(int batch) {
    return java.util.Arrays.stream(input(batch)).asLongStream().toArray();
  }

  /** All that it holds, in order. */
  public List<Parameter> parameters() {
    return parameters(ops);
  }

  /** Multiplications and additions, each counted, of one prediction. */
  public long flops() {
    return flops(ops, input);
  }

  /**
   * The same of one step of training: each product is differentiated by both its operands, but the
   * first operation's input needs no derivative.
   */
  public long trainingFlops() {
    return 3 * flops() - ops.get(0).flops(input);
  }

  static List<Parameter> parameters(List<Op> ops) {
    return ops.stream().flatMap(op -> op.parameters().stream()).toList();
  }

  static int[] output(List<Op> ops, int... input) {
    int[] shape = input;
    for (Op op : ops) {
      shape = op.output(shape);
    }
    return shape;
  }

  static long flops(List<Op> ops, int... input) {
    long flops = 0;
    int[] shape = input;
    for (Op op : ops) {
      flops += op.flops(shape);
      shape = op.output(shape);
    }
    return flops;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
