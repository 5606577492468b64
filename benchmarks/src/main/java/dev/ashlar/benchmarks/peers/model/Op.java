package dev.ashlar.benchmarks.peers.model;

import java.util.ArrayList;
import java.util.List;

/**
 * One operation of a {@link Model}, on images of layout NCHW or on rows. Sizes are those of one
 * example.
 */
public sealed interface Op {

  /** The sizes of its output for an input of these sizes. */
  int[] output(int... input);

  /** Multiplications and additions, each counted, for one example of these sizes. */
  long flops(int... input);

  /** What it holds, in order. */
  default List<Parameter> parameters() {
    return List.of();
  }

  /**
   * {@code y = x · weightᵀ + bias}, the weight of shape (units, inputs), then perhaps {@code max(y,
   * 0)}.
   *
   * @param relu whether the maximum with 0 follows
   */
  record Dense(String name, int inputs, int units, boolean relu) implements Op {
    @Override
    public int[] output(int... input) {
      return new int[] {units};
    }

    @Override
    public long flops(int... input) {
      return 2L * inputs * units;
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(weight(), bias());
    }

    public Parameter weight() {
      return Parameter.weight(name + ".weight", units, inputs);
    }

    public Parameter bias() {
      return Parameter.offset(name + ".bias", units);
    }
  }

  /** A convolution, the weight of shape (channels, inputs, kernel, kernel). */
  record Conv(
      String name,
      int inputs,
      int channels,
      int kernel,
      int stride,
      int padding,
      boolean biased,
      boolean relu)
      implements Op {
    @Override
    public int[] output(int... input) {
      return new int[] {
        channels, slid(input[1], kernel, stride, padding), slid(input[2], kernel, stride, padding)
      };
    }

    @Override
    public long flops(int... input) {
      int[] output = output(input);
      return 2L * inputs * kernel * kernel * channels * output[1] * output[2];
    }

    @Override
    public List<Parameter> parameters() {
      return biased ? List.of(weight(), bias()) : List.of(weight());
    }

    public Parameter weight() {
      return Parameter.weight(name + ".weight", channels, inputs, kernel, kernel);
    }

    public Parameter bias() {
      return Parameter.offset(name + ".bias", channels);
    }
  }

  /** {@code γ · (x − mean) / √(variance + ε) + β} a channel, with fixed statistics. */
  record BatchNorm(String name, int channels, boolean relu) implements Op {
    public static final double EPSILON = 1e-5;

    @Override
    public int[] output(int... input) {
      return input;
    }

    @Override
    public long flops(int... input) {
      return 0; // a part of the convolution before it
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(gamma(), beta(), mean(), variance());
    }

    public Parameter gamma() {
      return Parameter.positive(name + ".gamma", channels);
    }

    public Parameter beta() {
      return Parameter.offset(name + ".beta", channels);
    }

    public Parameter mean() {
      return Parameter.offset(name + ".mean", channels);
    }

    public Parameter variance() {
      return Parameter.positive(name + ".variance", channels);
    }
  }

  /** The maximum of each window. */
  record MaxPool(int size, int stride, int padding) implements Op {
    @Override
    public int[] output(int... input) {
      return new int[] {
        input[0], slid(input[1], size, stride, padding), slid(input[2], size, stride, padding)
      };
    }

    @Override
    public long flops(int... input) {
      return 0;
    }
  }

  /** The mean of each channel, as a row. */
  record GlobalMean() implements Op {
    @Override
    public int[] output(int... input) {
      return new int[] {input[0]};
    }

    @Override
    public long flops(int... input) {
      return 0;
    }
  }

  /** An image as a row. */
  record Flatten() implements Op {
    @Override
    public int[] output(int... input) {
      return new int[] {input[0] * input[1] * input[2]};
    }

    @Override
    public long flops(int... input) {
      return 0;
    }
  }

  /**
   * {@code max(body(x) + shortcut(x), 0)}.
   *
   * @param shortcut empty: x itself
   */
  record Residual(List<Op> body, List<Op> shortcut) implements Op {
    @Override
    public int[] output(int... input) {
      return Model.output(body, input);
    }

    @Override
    public long flops(int... input) {
      return Model.flops(body, input) + Model.flops(shortcut, input);
    }

    @Override
    public List<Parameter> parameters() {
      List<Parameter> all = new ArrayList<>(Model.parameters(body));
      all.addAll(Model.parameters(shortcut));
      return all;
    }
  }

  private static int slid(int size, int window, int stride, int padding) {
    return (size + 2 * padding - window) / stride + 1;
  }
}
