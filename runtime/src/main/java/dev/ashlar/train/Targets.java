package dev.ashlar.train;

import dev.ashlar.graph.Graph;
import dev.ashlar.graph.Objective;
import dev.ashlar.graph.Tracing;
import dev.ashlar.shape.Shape;
import dev.ashlar.shape.ShapeMismatchException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The loss of batches of one form: the mean that {@link Loss} defines, as part of a graph. Its
 * inputs are the labels, then the mask and the weights where there are any; {@link TargetArrays#of}
 * makes them from a batch. Equal ones can share a graph.
 *
 * @param loss the loss
 * @param labels the labels' shape
 * @param mask the mask's shape
 * @param weights the weights' shape
 * @hidden
 */
public record Targets(Loss loss, Shape labels, Optional<Shape> mask, Optional<Shape> weights)
    implements Objective {
  /**
   * {@return the form of a batch}
   *
   * @param batch the batch
   * @param loss what reads the labels
   */
  public static Targets of(Batch batch, Loss loss) {
    return new Targets(
        loss,
        Shape.of(batch.labels().shape()),
        batch.mask().map(array -> Shape.of(array.shape())),
        batch.weights().map(array -> Shape.of(array.shape())));
  }

  /**
   * {@return whether that is a batch of this form}
   *
   * @param batch the batch
   * @param other what reads the labels
   */
  public boolean isOf(Batch batch, Loss other) {
    return loss.equals(other)
        && labels.hasSizes(batch.labels().shape())
        && isOf(mask, batch.mask())
        && isOf(weights, batch.weights());
  }

  private static boolean isOf(Optional<Shape> shape, Optional<INDArray> array) {
    return shape.isPresent() && array.isPresent()
        ? shape.get().hasSizes(array.get().shape())
        : shape.isEmpty() && array.isEmpty();
  }

  @Override
  public List<Graph.Input> inputs(Shape output, DataType dtype) {
    List<Graph.Input> inputs = new ArrayList<>();
    DataType type = loss.areIndices(output, labels) ? DataType.INT32 : dtype;
    inputs.add(new Graph.Input("labels", type, labels));
    mask.ifPresent(shape -> inputs.add(new Graph.Input("mask", dtype, shape)));
    weights.ifPresent(shape -> inputs.add(new Graph.Input("weights", dtype, shape)));
    return inputs;
  }

  @Override
  public SDVariable of(SDVariable output, List<SDVariable> inputs) {
    SDVariable each = loss.of(output, inputs.get(0));
    Shape shape = Tracing.current().shapeOf(each);
    if (shape.rank() == 0) {
      if (mask.isPresent() || weights.isPresent()) {
        throw new IllegalArgumentException("the loss gives its mean alone, so the data can have"
            + " neither a mask nor weights: let it return one number an example");
      }
      return each;
    }
    SDVariable weighted = weights
        .map(own -> each.mul(spread("the weights", own, inputs.get(inputs.size() - 1), shape)))
        .orElse(each);
    return mask.map(
            own -> mean(weighted, spread("the mask", own, inputs.get(1), shape), own, shape))
        .orElseGet(weighted::mean);
  }

  private static SDVariable mean(SDVariable each, SDVariable mask, Shape own, Shape shape) {
    double repeated = (double) shape.elements() / own.elements();
    SDVariable counted = each.getSameDiff().math().max(mask.sum(), one(mask));
    return each.mul(mask.div(counted.mul(repeated))).sum(); // factors that no result has a part in
  }

  private static SDVariable one(SDVariable like) {
    return like.getSameDiff().constant(1).castTo(like.dataType());
  }

  /** The variable with dimensions of size 1 for those that it lacks. */
  private static SDVariable spread(String what, Shape own, SDVariable variable, Shape shape) {
    long[] sizes = own.rank() == 0 ? new long[0] : own.sizes();
    int kept = sizes.length;
    while (kept > 1 && (kept > shape.rank() || sizes[kept - 1] != shape.size(kept - 1))) {
      if (sizes[--kept] != 1) {
        throw misfit(what, own, shape);
      }
    }
    long[] aligned = new long[shape.rank()];
    Arrays.fill(aligned, 1);
    for (int i = 0; i < kept; i++) {
      if (sizes[i] != shape.size(i)) {
        throw misfit(what, own, shape);
      }
      aligned[i] = sizes[i];
    }
    if (kept == 0) {
      throw misfit(what, own, shape);
    }
    return variable.reshape(aligned);
  }

  private static ShapeMismatchException misfit(String what, Shape own, Shape shape) {
    return new ShapeMismatchException(
            "the first dimensions of the loss before its mean, " + shape
                + ", as (batch) or (batch, 1)",
            own.toString())
        .at(what);
  }
}
