package dev.ashlar.train;

import dev.ashlar.graph.LossFunction;
import dev.ashlar.graph.Tracing;
import dev.ashlar.shape.Shape;
import dev.ashlar.shape.ShapeMismatchException;
import org.nd4j.autodiff.samediff.SDVariable;

/** A loss of each number of the output by itself, for labels of the output's shape. */
interface PointwiseLoss extends Loss, LossFunction {
  /** The loss of each number, in ND4J's operations. */
  SDVariable each(SDVariable prediction, SDVariable labels);

  @Override
  default SDVariable of(SDVariable prediction, SDVariable labels) {
    Tracing tracing = Tracing.current();
    Shape output = tracing.shapeOf(prediction);
    Shape found = tracing.shapeOf(labels);
    if (!found.equals(output)) {
      throw new ShapeMismatchException(output + ", the output's shape", found.toString())
          .at("the labels");
    }
    return tracing.inOnePass(each(prediction, labels), prediction, labels, this);
  }
}
