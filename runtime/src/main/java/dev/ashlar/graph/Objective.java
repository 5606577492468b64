package dev.ashlar.graph;

import dev.ashlar.shape.Shape;
import java.util.List;
import java.util.function.BinaryOperator;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * What a graph computes besides the model's output: a scalar, from the output and from further
 * inputs, such as labels, each of a shape and type of its own.
 */
public interface Objective {
  /**
   * {@return the further inputs} A name that the graph has already gets underscores.
   *
   * @param output the shape of the model's output, the batch first
   * @param dtype its type
   */
  List<Graph.Input> inputs(Shape output, DataType dtype);

  /**
   * Adds the scalar to the graph.
   *
   * @param output the model's output
   * @param inputs the variables of the further inputs, in their order
   * @return the scalar
   */
  SDVariable of(SDVariable output, List<SDVariable> inputs);

  /**
   * {@return a function of the output and of labels that have its shape and type}
   *
   * @param loss from output and labels to a scalar, or to numbers of which the mean counts
   */
  static Objective ofLabels(BinaryOperator<SDVariable> loss) {
    return new Objective() {
      @Override
      public List<Graph.Input> inputs(Shape output, DataType dtype) {
        return List.of(new Graph.Input("labels", dtype, output));
      }

      @Override
      public SDVariable of(SDVariable output, List<SDVariable> inputs) {
        SDVariable value = loss.apply(output, inputs.get(0));
        return Tracing.current().shapeOf(value).rank() == 0 ? value : value.mean();
      }
    };
  }
}
