package dev.ashlar.train;

import dev.ashlar.graph.Tracing;
import dev.ashlar.shape.Shape;
import dev.ashlar.shape.ShapeMismatchException;
import java.util.Arrays;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.ops.SDMath;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The losses without settings that {@link Loss} offers. */
enum StandardLoss implements Loss {
  SOFTMAX_CROSS_ENTROPY {
    @Override
    public SDVariable of(SDVariable prediction, SDVariable labels) {
      Tracing tracing = Tracing.current();
      Shape output = tracing.shapeOf(prediction);
      return tracing.crossEntropy(
          prediction, probabilities(output, tracing.shapeOf(labels), prediction, labels));
    }

    private SDVariable probabilities(
        Shape output, Shape found, SDVariable prediction, SDVariable labels) {
      if (!areIndices(output, found)) {
        if (output.rank() < 2 || !found.equals(output)) {
          throw new ShapeMismatchException(expected(output), found.toString()).at("the labels");
        }
        return labels;
      }
      long[] sizes = output.sizes();
      SameDiff graph = labels.getSameDiff();
      int last = sizes.length - 1;
      SDVariable rows = graph.reshape(labels, Arrays.copyOf(sizes, last));
      int depth = Math.toIntExact(sizes[last]);
      return graph.oneHot(rows, depth, last, 1, 0, prediction.dataType());
    }

    private String expected(Shape output) {
      return output.rank() < 2
          ? "an output of (batch, …, classes), which is here " + output
          : output + ", the output's shape, or without its last dimension, for indices of classes";
    }

    @Override
    public boolean areIndices(Shape output, Shape labels) {
      if (output.rank() < 2 || labels.equals(output)) {
        return false;
      }
      long[] positions = Arrays.copyOf(output.sizes(), output.rank() - 1);
      return labels.equals(Shape.of(positions)) || labels.equals(output.withLast(1));
    }

    @Override
    public INDArray predictions(INDArray output) {
      int classes = output.rank() - 1;
      INDArray powers = Nd4j.math().exp(output.sub(output.max(true, classes)));
      return powers.div(powers.sum(true, classes));
    }
  },
  SIGMOID_BINARY_CROSS_ENTROPY {
    @Override
    public SDVariable of(SDVariable prediction, SDVariable labels) {
      requireSameShape(prediction, labels);
      SameDiff graph = prediction.getSameDiff();
      SDMath math = graph.math();
      SDVariable larger = graph.nn().relu(prediction, 0); // its derivative cancels out, at 0 too
      SDVariable sum = math.exp(larger.neg()).add(math.exp(prediction.sub(larger)));
      return larger.add(math.log(sum)).sub(prediction.mul(labels));
    }

    @Override
    public INDArray predictions(INDArray output) {
      return Nd4j.nn().sigmoid(output);
    }
  },
  MEAN_ABSOLUTE_ERROR {
    @Override
    public SDVariable of(SDVariable prediction, SDVariable labels) {
      requireSameShape(prediction, labels);
      return prediction.getSameDiff().math().abs(prediction.sub(labels));
    }
  },
  MEAN_SQUARED_ERROR {
    @Override
    public SDVariable of(SDVariable prediction, SDVariable labels) {
      requireSameShape(prediction, labels);
      SDVariable difference = prediction.sub(labels);
      return difference.mul(difference);
    }
  };

  /** Checks that labels have the output's shape. */
  static void requireSameShape(SDVariable prediction, SDVariable labels) {
    Shape output = Tracing.current().shapeOf(prediction);
    Shape found = Tracing.current().shapeOf(labels);
    if (!found.equals(output)) {
      throw new ShapeMismatchException(output + ", the output's shape", found.toString())
          .at("the labels");
    }
  }
}
