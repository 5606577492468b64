package dev.ashlar.train;

import dev.ashlar.graph.Vectors;
import dev.ashlar.shape.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The labels, mask and weights of a batch, checked, as {@link Targets} takes them.
 *
 * @hidden
 */
public final class TargetArrays {
  private final Shape output;
  private final boolean areIndices;

  /**
   * For batches of one form.
   *
   * @param loss what reads the labels
   * @param output the shape of the model's output
   * @param labels the labels' shape
   */
  TargetArrays(Loss loss, Shape output, Shape labels) {
    this.output = output;
    this.areIndices = loss.areIndices(output, labels);
  }

  /**
   * {@return the arrays, in the order of {@link Targets#inputs}} Labels that are masked as a whole
   * position may be anything; they come as 0.
   *
   * @param batch the batch
   * @param loss what reads the labels
   * @param output the shape of the model's output for this batch
   * @throws IllegalArgumentException if a label that counts is not finite, or is an index of a
   *     class that is not there; if the mask holds other numbers than 0 and 1, or a weight is
   *     negative or not finite
   */
  public static List<INDArray> of(Batch batch, Loss loss, Shape output) {
    List<INDArray> arrays = new ArrayList<>();
    new TargetArrays(loss, output, Shape.of(batch.labels().shape())).addTo(arrays, batch);
    return arrays;
  }

  /** Adds the arrays of a batch, as {@link #of} gives them. */
  void addTo(List<INDArray> arrays, Batch batch) {
    arrays.add(labels(batch));
    if (batch.mask().isPresent()) {
      INDArray mask = batch.mask().get();
      check("the mask", "0 or 1", mask, value -> value == 0 || value == 1);
      arrays.add(mask);
    }
    if (batch.weights().isPresent()) {
      INDArray weights = batch.weights().get();
      check(
          "the weights",
          "a finite number of at least 0",
          weights,
          value -> value >= 0 && value < Double.POSITIVE_INFINITY);
      arrays.add(weights);
    }
  }

  private interface Rule {
    boolean allows(double value);
  }

  private INDArray labels(Batch batch) {
    INDArray labels = batch.labels();
    if (batch.mask().isPresent()) {
      labels = withoutMasked(labels, batch.mask().get());
    }
    if (!areIndices) {
      if (!Vectors.areFinite(labels)) {
        check("the labels", "finite numbers", labels, Double::isFinite);
      }
      return labels;
    }
    long classes = output.size(output.rank() - 1);
    check(
        "the labels",
        "the index of a class, a whole number from 0 to " + (classes - 1),
        labels,
        value -> value >= 0 && value < classes && value == Math.rint(value));
    return labels;
  }

  /** The labels with 0 where the mask, which has one number for one or several of them, is 0. */
  private static INDArray withoutMasked(INDArray labels, INDArray mask) {
    if (labels.length() % mask.length() != 0) {
      return labels; // the shapes do not fit: the loss says so
    }
    double[] values = ArrayValues.of(labels);
    double[] kept = ArrayValues.of(mask);
    int each = values.length / kept.length;
    for (int i = 0; i < values.length; i++) {
      values[i] = kept[i / each] == 0 ? 0 : values[i];
    }
    DataType type = labels.dataType();
    return Nd4j.create(values, labels.shape(), DataType.DOUBLE).castTo(type);
  }

  private static void check(String what, String expected, INDArray array, Rule rule) {
    double[] values = ArrayValues.of(array);
    for (int i = 0; i < values.length; i++) {
      if (!rule.allows(values[i])) {
        throw new IllegalArgumentException(
            what + ": expected " + expected + ", found " + printed(values[i]) + " at "
                + Arrays.toString(position(i, array.shape())) + " of the batch");
      }
    }
  }

  private static String printed(double value) {
    return value == Math.rint(value) && Math.abs(value) < Long.MAX_VALUE
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static long[] position(long offset, long[] sizes) {
    long[] position = new long[sizes.length];
    long rest = offset;
    for (int i = sizes.length - 1; i >= 0; i--) {
      position[i] = rest % sizes[i];
      rest /= sizes[i];
    }
    return position;
  }
}
