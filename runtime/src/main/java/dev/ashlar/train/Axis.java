package dev.ashlar.train;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What an axis of a chart shows, with a mark at each multiple of a round step.
 *
 * @param from the first value
 * @param to the last value, more than the first
 * @param step 1, 2 or 5 times a power of ten
 */
record Axis(double from, double to, double step) {
  private static final int MARKS = 5;
  private static final double ROUNDING = 1e-9;

  /**
   * {@return an axis from the least to the largest of these values; what is not finite is left out}
   */
  static Axis along(List<double[]> values) {
    double[] finite =
        values.stream().flatMapToDouble(Arrays::stream).filter(Double::isFinite).toArray();
    double least = Arrays.stream(finite).min().orElse(0);
    double most = Arrays.stream(finite).max().orElse(1);
    if (least == most) {
      least -= 0.5;
      most += 0.5;
    }
    double step = round((most - least) / MARKS);
    boolean whole = Arrays.stream(finite).allMatch(value -> value == Math.rint(value));
    return new Axis(least, most, whole ? Math.max(1, step) : step);
  }

  /** {@return an axis around these values that begins and ends at a mark} */
  static Axis around(List<double[]> values) {
    Axis axis = along(values);
    double step = axis.step;
    return new Axis(
        Math.floor(axis.from / step + ROUNDING) * step,
        Math.ceil(axis.to / step - ROUNDING) * step,
        step);
  }

  /** {@return the least round number that is not smaller} */
  private static double round(double step) {
    double power = Math.pow(10, Math.floor(Math.log10(step)));
    return Stream.of(1, 2, 5)
        .map(digit -> digit * power)
        .filter(round -> round >= step * (1 - ROUNDING))
        .findFirst()
        .orElse(10 * power);
  }

  /** {@return where the marks are, from the first to the last} */
  List<Double> marks() {
    return LongStream.rangeClosed(
            (long) Math.ceil(from / step - ROUNDING), (long) Math.floor(to / step + ROUNDING))
        .mapToObj(number -> number * step)
        .toList();
  }

  /** {@return a mark in as many decimals as the step has} */
  String label(double mark) {
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + ROUNDING));
    return String.format(Locale.ROOT, "%." + decimals + "f", mark);
  }

  /** {@return how far along the axis a value lies, from 0 to 1} */
  double part(double value) {
    return (value - from) / (to - from);
  }
}
