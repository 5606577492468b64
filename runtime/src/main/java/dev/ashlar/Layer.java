package dev.ashlar;

import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A part of a network: a function with parameters and a place in the tree of names.
 *
 * <p>A layer is made without a place ({@code dense(20)}, {@code NamedMlp.unplaced()}) and takes its
 * name once, when it is added to a {@link Scope} or adopted by a parent; then the name never
 * changes.
 *
 * <p>Implementing it: keep one {@link Node} in a final field and give it every child and parameter
 * at construction; let {@link #forward} depend on its inputs and parameters alone, since it is
 * traced once and not called again for each batch.
 */
public interface Layer {
  /** {@return the layer's place in the tree: its name, its own parameters and its children} */
  Node node();

  /**
   * Adds this layer's computation to the graph that its inputs belong to. Called while a
   * {@link Network} traces its model.
   *
   * @param inputs one variable an input, the first dimension of each the batch
   * @return the output
   * @throws IllegalArgumentException if the number of inputs or their shapes do not fit; the
   *     message names the layer
   */
  SDVariable forward(SDVariable... inputs);

  /**
   * {@return what the names of this layer's parameters begin with}
   *
   * @throws IllegalStateException if the layer has no place yet
   */
  default String prefix() {
    return node().prefix();
  }

  /** {@return the prefix without one trailing underscore} */
  default String name() {
    return node().name();
  }

  /** {@return the scope in which this layer's children are named} */
  default Scope scope() {
    return node().scope();
  }

  /** {@return the children by the part that each has in structural names, in order} */
  default Map<String, Layer> children() {
    return node().children();
  }

  /**
   * {@return all parameters of this layer and of the layers below it, by name: its own in their
   * order, then its children's, depth first}
   *
   * @throws NameCollisionException if two different parameters have one name
   */
  default Parameters collectParameters() {
    return Parameters.collect(node());
  }

  /**
   * {@return those of {@link #collectParameters()} in whose name {@code regex} matches from the
   * start, as {@code ".*weight"} does for the weights}
   *
   * @param regex a regular expression, matched from the start of the full name
   */
  default Parameters collectParameters(String regex) {
    return collectParameters().matching(regex);
  }

  /**
   * {@return all parameters by structural name: the path of fields or positions, then the
   * parameter's own name, {@code features.0.weight}} A parameter reached by two paths is there once
   * a path.
   */
  default Map<String, Parameter> structuralParameters() {
    return node().structuralParameters();
  }
}
