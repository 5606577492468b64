package dev.ashlar.layer;

import dev.ashlar.Layer;
import dev.ashlar.Node;
import dev.ashlar.graph.Tracing;
import dev.ashlar.naming.Hint;
import dev.ashlar.shape.Shape;
import dev.ashlar.shape.ShapeMismatchException;
import java.util.Objects;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A block around a block, whose input is added to its output: {@code y = body(x) + shortcut(x)},
 * where the shortcut, unless one is given, is x itself.
 *
 * <p>Any input that the body takes; the output has the shape of the body's output, and the shortcut
 * must have the same: if not, that is an error that names both. Children: {@code body} and, where
 * it is given, {@code shortcut}. No parameters of its own. Hint: {@code residual}.
 *
 * <p>He, Zhang, Ren and Sun, "Deep Residual Learning for Image Recognition", arXiv:1512.03385.
 * Gluon has no such layer: there each block writes the sum out.
 *
 * <p>As a child: a field of type {@code Residual<Body>}, where {@code Body} is a block; one of type
 * {@code Residual<Layer>} with a layer annotation for the body; or one that the constructor
 * assigns.
 *
 * @param <L> the type of the body, which must be a {@link Layer}: a block's class, of which the
 *     generated subclass is one, may stand here
 */
public final class Residual<L> implements Layer {
  private static final String BODY = "body";
  private static final String SHORTCUT = "shortcut";

  private final Node node = Node.of(Hint.RESIDUAL);

  private Residual() {}

  /**
   * {@return a body whose input is added to its output}
   *
   * @param <L> the body's type
   * @param body a layer whose output can be added
   */
  public static <L> Residual<L> residual(L body) {
    if (!(body instanceof Layer layer)) {
      throw new IllegalArgumentException(
          "the body of a residual must be a Layer, found " + body.getClass().getName());
    }
    Residual<L> residual = new Residual<>();
    residual.node.child(BODY, layer);
    return residual;
  }

  /**
   * {@return a body and a shortcut on the same input, whose outputs are added}
   *
   * @param <L> the body's type
   * @param body a layer whose output can be added
   * @param shortcut a layer on the same input
   */
  public static <L> Residual<L> residual(L body, Layer shortcut) {
    Residual<L> residual = residual(body);
    residual.node.child(SHORTCUT, shortcut);
    return residual;
  }

  /** {@return the block inside} */
  @SuppressWarnings("unchecked") // it is put there as an L
  public L body() {
    return (L) child();
  }

  private Layer child() {
    return Objects.requireNonNull(node.children().get(BODY), BODY);
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public SDVariable forward(SDVariable... inputs) {
    node.checkInputs(inputs);
    SDVariable ofBody = child().forward(inputs);
    Layer shortcut = node.children().get(SHORTCUT);
    SDVariable beside = shortcut == null ? inputs[0] : shortcut.forward(inputs);
    Tracing tracing = Tracing.current();
    Shape shape = tracing.shapeOf(ofBody);
    Shape added = tracing.shapeOf(beside);
    if (!shape.equals(added)) {
      throw new ShapeMismatchException(added.toString(), shape.toString())
          .at("the output of the body of " + node + ", to which its "
              + (shortcut == null ? "input" : "shortcut's output") + " is added");
    }
    SDVariable sum = ofBody.add(beside);
    tracing.record(sum, shape);
    return node.checkOutput(sum);
  }

  /** The block and what it holds, as Gluon would print them. */
  @Override
  public String toString() {
    return node.describe("Residual");
  }
}
