package dev.ashlar.graph;

import dev.ashlar.shape.Shape;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.impl.layers.convolution.BatchNorm;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.api.ops.impl.shape.Gather;
import org.nd4j.linalg.api.ops.impl.transforms.custom.Max;
import org.nd4j.linalg.api.ops.impl.transforms.custom.Min;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.DivOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.RDivOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.SquaredDifferenceOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.bp.AddBpOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.bp.MulBpOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.bp.SubBpOp;

/**
 * The derivatives of single operations: SameDiff's, or our own where finite differences show that
 * SameDiff's are wrong.
 */
final class Derivatives {
  private final SameDiff graph;
  private final Function<SDVariable, Shape> shapes;

  Derivatives(SameDiff graph, Function<SDVariable, Shape> shapes) {
    this.graph = graph;
    this.shapes = shapes;
  }

  /**
   * What a scalar's gradient by an operation's inputs is.
   *
   * @param function the operation
   * @param ofOutputs the scalar's gradient by each of its outputs
   * @return the gradient by each of the inputs; some may be missing at the end or null
   */
  List<SDVariable> of(DifferentialFunction function, List<SDVariable> ofOutputs) {
    SDVariable gradient = ofOutputs.get(0);
    if (function instanceof Mmul product && isOfMatrices(product)) {
      return ofProduct(product, gradient);
    }
    if (function instanceof DivOp) {
      return ofQuotient(function.arg(0), function.arg(1), gradient);
    }
    if (function instanceof RDivOp) {
      List<SDVariable> reversed = ofQuotient(function.arg(1), function.arg(0), gradient);
      return List.of(reversed.get(1), reversed.get(0));
    }
    if (function instanceof SquaredDifferenceOp) {
      SDVariable difference = function.arg(0).sub(function.arg(1));
      return List.of(new SubBpOp(
              graph, function.arg(0), function.arg(1), difference.mul(gradient).mul(2))
          .outputVariables());
    }
    if (function instanceof Max) {
      return ofChoice(graph.gte(function.arg(0), function.arg(1)), function, gradient);
    }
    if (function instanceof Min) {
      return ofChoice(graph.lte(function.arg(0), function.arg(1)), function, gradient);
    }
    if (function instanceof BatchNorm normalisation) {
      return ofNormalisation(normalisation, gradient);
    }
    if (function instanceof Gather choice) {
      return ofChosenRows(choice, gradient);
    }
    return function.doDiff(ofOutputs);
  }

  private boolean isOfMatrices(Mmul product) {
    boolean plain = product.getTArgument(0) == 1
        && product.getTArgument(1) == 0
        && product.getIArgument(2) == 0;
    return plain
        && shapes.apply(product.arg(0)).rank() > 1
        && shapes.apply(product.arg(1)).rank() > 1;
  }

  // SameDiff's fails where the product has one element.
  private List<SDVariable> ofProduct(Mmul product, SDVariable gradient) {
    SDVariable a = product.arg(0);
    SDVariable b = product.arg(1);
    boolean transposedA = product.getIArgument(0) != 0;
    boolean transposedB = product.getIArgument(1) != 0;
    return List.of(
        transposedA
            ? multiply(b, transposedB, gradient, true)
            : multiply(gradient, false, b, !transposedB),
        transposedB
            ? multiply(gradient, true, a, transposedA)
            : multiply(a, !transposedA, gradient, false));
  }

  private SDVariable multiply(
      SDVariable a, boolean transposedA, SDVariable b, boolean transposedB) {
    return new Mmul(graph, a, b, transposedA, transposedB, false).outputVariable();
  }

  // a / b = a · r, r = 1 / b, dr = -r² db. SameDiff's is wrong where b has one element and a more:
  // it multiplies sums.
  private List<SDVariable> ofQuotient(SDVariable a, SDVariable b, SDVariable gradient) {
    SDVariable reciprocal = graph.math().reciprocal(b);
    SDVariable[] ofProduct = new MulBpOp(graph, a, reciprocal, gradient).outputVariables();
    return List.of(ofProduct[0], ofProduct[1].mul(reciprocal.mul(reciprocal)).neg());
  }

  // To the first where it was chosen, else to the second. SameDiff's forgets to add up what was
  // broadcast, or counts ties twice.
  private List<SDVariable> ofChoice(
      SDVariable first, DifferentialFunction function, SDVariable gradient) {
    SDVariable ofFirst = gradient.mul(first.castTo(gradient.dataType()));
    return List.of(added(function, ofFirst)[0], added(function, gradient.sub(ofFirst))[1]);
  }

  private SDVariable[] added(DifferentialFunction function, SDVariable gradient) {
    return new AddBpOp(graph, function.arg(0), function.arg(1), gradient).outputVariables();
  }

  // y = gamma · (x - mean) · r + beta, r = 1 / sqrt(variance + epsilon), each of the five a
  // variable
  // of its own. SameDiff's fails, and ND4J's batchnorm_bp takes mean and variance for those of x.
  private List<SDVariable> ofNormalisation(BatchNorm function, SDVariable gradient) {
    Shape shape = shapes.apply(function.arg(0));
    int axis = function.getJaxis()[0];
    int[] others = IntStream.range(0, shape.rank()).filter(i -> i != axis).toArray();
    long[] along = LongStream.range(0, shape.rank())
        .map(i -> i == axis ? shape.size(axis) : 1)
        .toArray();
    SDVariable gamma = function.arg(3);
    SDVariable r =
        graph.math().reciprocal(graph.math().sqrt(function.arg(2).add(function.getEpsilon())));
    SDVariable scale = gamma.mul(r);
    SDVariable centered = function.arg(0).sub(function.arg(1).reshape(along));
    SDVariable ofBeta = gradient.sum(others);
    SDVariable ofGamma = gradient.mul(centered).sum(others).mul(r);
    return List.of(
        gradient.mul(scale.reshape(along)),
        ofBeta.mul(scale).neg(),
        ofGamma.mul(scale).mul(r).mul(-0.5),
        ofGamma,
        ofBeta);
  }

  // Of rows only: what another use of it needs, SameDiff has.
  private List<SDVariable> ofChosenRows(Gather function, SDVariable gradient) {
    Shape table = shapes.apply(function.arg(0));
    if (function.args().length != 2 || function.getIArgument(0) != 0 || table.rank() != 2) {
      return function.doDiff(List.of(gradient));
    }
    long chosen = shapes.apply(function.arg(1)).elements();
    return List.of(graph.scatterAdd(
        graph.zerosLike(function.arg(0)),
        function.arg(1).reshape(chosen),
        gradient.reshape(chosen, table.size(1))));
  }
}
