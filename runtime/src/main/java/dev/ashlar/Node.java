package dev.ashlar;

import dev.ashlar.graph.Tracing;
import dev.ashlar.init.Initializer;
import dev.ashlar.naming.NameRule;
import dev.ashlar.naming.NameScope;
import dev.ashlar.shape.DType;
import dev.ashlar.shape.Shape;
import dev.ashlar.shape.ShapeMismatchException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A layer's place in the tree of names: its hint, and once it is placed its prefix; its own
 * parameters; its children.
 *
 * <p>Only whoever writes a {@link Layer} uses it directly. It is filled at construction
 * ({@link #parameter}, {@link #child}) and then placed once, by {@link #place} or by the parent
 * that adopts the layer; placing names everything below that has no name yet, depth first, in the
 * order of declaration. Not safe for use by several threads until it is placed; afterwards only
 * {@link #child} and {@link #replace} change it, and they must not run beside other uses.
 */
public final class Node {
  private final String hint;
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();
  private final Map<String, Layer> children = new LinkedHashMap<>();
  private final Map<String, @Nullable String> childPrefixes = new HashMap<>();
  private final Map<String, List<String>> formerNames = new LinkedHashMap<>();
  private int version = 1;
  private List<String> inputNames = List.of("x");
  private Shape input = Shape.unknown();
  private Shape output = Shape.unknown();
  private Passage passage = Passage.NONE;

  private @Nullable NameScope inside; // null: not placed yet
  private boolean sharesPrefix;
  private int changes;

  private Node(String hint) {
    this.hint = NameRule.checkHint(hint);
  }

  /**
   * {@return the node of a new layer}
   *
   * @param hint the word that its automatic prefix begins with
   * @throws IllegalArgumentException if it holds spaces or what cannot stand in a file
   */
  public static Node of(String hint) {
    return new Node(hint);
  }

  /**
   * Declares the sizes of an example of the only input, without the batch dimension.
   *
   * @param shape the sizes, 0 for one that is not known
   * @return this node
   */
  public Node input(Shape shape) {
    this.input = Objects.requireNonNull(shape, "shape");
    return this;
  }

  /**
   * Declares the sizes of an example of the output, without the batch dimension.
   *
   * @param shape the sizes, 0 for one that is not known
   * @return this node
   */
  public Node output(Shape shape) {
    this.output = Objects.requireNonNull(shape, "shape");
    return this;
  }

  /**
   * Declares the names of the inputs; by default there is one, {@code x}.
   *
   * @param names one name an input
   * @return this node
   */
  public Node inputs(String... names) {
    this.inputNames = List.of(names);
    return this;
  }

  /**
   * Declares the version of what files hold of this layer; by default 1.
   *
   * @param version at least 1
   * @return this node
   */
  public Node version(int version) {
    if (version < 1) {
      throw new IllegalArgumentException(this + ": a version must be at least 1, found " + version);
    }
    this.version = version;
    return this;
  }

  /**
   * Declares the names that a child or parameter of this layer had before.
   *
   * @param ownName its part of structural names now
   * @param names those that it had before, the latest first
   * @return this node
   */
  public Node formerly(String ownName, String... names) {
    for (String name : names) {
      NameRule.checkPart(name);
    }
    formerNames.put(NameRule.checkPart(ownName), List.of(names));
    return this;
  }

  /**
   * Declares a parameter of the layer's own.
   *
   * @param ownName its name without the layer's prefix
   * @param shape its shape, as far as it is known
   * @param dtype the type of its elements
   * @param initializer its first values, or null for the network's choice
   * @param trainable whether training changes it
   * @return the parameter
   * @throws NameCollisionException if the layer has such a parameter or child already
   */
  public Parameter parameter(
      String ownName,
      Shape shape,
      DType dtype,
      @Nullable Initializer initializer,
      boolean trainable) {
    Parameter parameter =
        new Parameter(this, NameRule.checkPart(ownName), shape, dtype, initializer, trainable);
    requireFree(ownName);
    parameters.put(ownName, parameter);
    changes++;
    return parameter;
  }

  /**
   * {@link #parameter(String, Shape, DType, Initializer, boolean)} with the network's choice of
   * first values.
   *
   * @param ownName the parameter's own name, without prefix
   * @param shape its shape, as far as it is known
   * @param dtype the type of the elements
   * @param trainable whether training changes it
   * @return the parameter
   */
  public Parameter parameter(String ownName, Shape shape, DType dtype, boolean trainable) {
    return parameter(ownName, shape, dtype, null, trainable);
  }

  /**
   * Uses the parameters of another layer in place of this one's own (tied weights). They keep the
   * other layer's names.
   *
   * @param other the place of the layer whose parameters are used
   * @throws IllegalArgumentException if the other's parameters have other names, or one of the
   *     layers has children: then share those
   * @throws ShapeMismatchException if a shape contradicts its counterpart's
   */
  public void share(Node other) {
    if (!other.children.isEmpty() || !children.isEmpty()) {
      throw new IllegalArgumentException(
          this + " and " + other + " hold layers of their own: share those one by one");
    }
    if (!other.parameters.keySet().equals(parameters.keySet())) {
      throw new IllegalArgumentException(this + " has the parameters " + parameters.keySet()
          + " and cannot use " + other.parameters.keySet() + " of " + other);
    }
    parameters.forEach(
        (name, own) -> Objects.requireNonNull(other.parameters.get(name)).resolve(own.shape()));
    parameters.putAll(other.parameters);
    changes++;
  }

  /**
   * Adds a child, to be named with the next automatic prefix unless it has a place already.
   *
   * @param <L> the layer's type
   * @param name its part of structural names
   * @param layer the child
   * @return the child
   * @see #child(String, String, Layer)
   */
  public <L extends Layer> L child(String name, L layer) {
    adopt(name, null, layer);
    return layer;
  }

  /**
   * Adds a child.
   *
   * @param <L> the layer's type
   * @param name its part of structural names
   * @param ownPrefix its prefix inside this layer, where it has no place yet; empty to share this
   *     layer's scope
   * @param layer the child
   * @return the child
   * @throws NameCollisionException if this layer has such a child or parameter already
   */
  public <L extends Layer> L child(String name, String ownPrefix, L layer) {
    adopt(name, NameRule.checkPrefix(ownPrefix), layer);
    return layer;
  }

  /**
   * Checks that the block's own constructor, or an initializer of the field, has left a child to
   * the constructor that is written for it.
   *
   * @param name the child's field
   * @param field the field's value
   * @throws IllegalStateException if the field has a value already
   */
  public void requireUnassigned(String name, @Nullable Object field) {
    if (field != null) {
      throw new IllegalStateException("the child '" + name + "' of " + this
          + " is declared by its annotation or type and assigned by the class too:"
          + " remove the assignment, or remove the layer annotation and make the field a Layer");
    }
  }

  private void adopt(String name, @Nullable String ownPrefix, Layer layer) {
    requireLayer(name, layer);
    requireFree(NameRule.checkPart(name));
    enter(name, ownPrefix, layer);
  }

  /**
   * Puts another layer into a child's place, which it keeps in the order. A layer without a place
   * gets its name in this layer's scope: the next automatic prefix, for counters never go back.
   *
   * @param <L> the layer's type
   * @param name the child's part of structural names
   * @param layer the child
   * @return the new layer
   * @throws IllegalArgumentException if there is no such child
   */
  public <L extends Layer> L replace(String name, L layer) {
    exchange(name, null, layer);
    return layer;
  }

  /**
   * {@link #replace(String, Layer)} with a prefix of the new layer's own.
   *
   * @param <L> the layer's type
   * @param name the child's part of structural names
   * @param ownPrefix the own prefix, taken as given, so mostly with an underscore at its end
   * @param layer the child
   * @return the new layer
   */
  public <L extends Layer> L replace(String name, String ownPrefix, L layer) {
    exchange(name, NameRule.checkPrefix(ownPrefix), layer);
    return layer;
  }

  private void exchange(String name, @Nullable String ownPrefix, Layer layer) {
    requireLayer(name, layer);
    if (!children.containsKey(name)) {
      throw new IllegalArgumentException(
          this + " has no child '" + name + "', only " + children.keySet());
    }
    enter(name, ownPrefix, layer);
  }

  private void enter(String name, @Nullable String ownPrefix, Layer layer) {
    if (layer.node() == this || layer.node().contains(this)) {
      throw new IllegalArgumentException(this + " cannot hold itself, as '" + name + "'");
    }
    children.put(name, layer);
    changes++;
    childPrefixes.put(name, ownPrefix);
    if (inside != null) {
      placeChild(name, layer);
    }
  }

  /**
   * Gives the layer, and everything below it that has no name yet, its name. Nothing happens for
   * {@link Scope#unplaced()}.
   *
   * @param scope the place
   * @throws IllegalStateException if the layer has a place already
   */
  public void place(Scope scope) {
    if (!scope.hasNames()) {
      return;
    }
    if (inside != null) {
      throw new IllegalStateException(
          this + " has a place already, as " + inside.prefix() + "; make a new one");
    }
    inside = scope.enter(hint);
    sharesPrefix = scope.isShared();
    children.forEach(this::placeChild);
  }

  private void placeChild(String name, Layer layer) {
    if (layer.node().isPlaced()) {
      return;
    }
    String ownPrefix = childPrefixes.get(name);
    Scope scope = Scope.inside(placed());
    layer.node().place(ownPrefix == null ? scope : scope.named(ownPrefix));
  }

  private boolean contains(Node node) {
    return children.values().stream()
        .anyMatch(child -> child.node() == node || child.node().contains(node));
  }

  private void requireFree(String name) {
    if (children.containsKey(name) || parameters.containsKey(name)) {
      throw new NameCollisionException(this + " has a child or parameter '" + name + "' already");
    }
  }

  private void requireLayer(String name, @Nullable Layer layer) {
    if (layer == null) {
      throw new IllegalArgumentException("the child '" + name + "' of " + this
          + " is null: assign it in the constructor, or declare it with a layer annotation");
    }
  }

  /** {@return whether the layer has its name} */
  public boolean isPlaced() {
    return inside != null;
  }

  boolean sharesPrefix() {
    return sharesPrefix;
  }

  /** {@return the word that the layer's automatic prefix begins with} */
  public String hint() {
    return hint;
  }

  /**
   * {@return what the names of the layer's parameters begin with}
   *
   * @throws IllegalStateException if the layer has no place yet
   */
  public String prefix() {
    return placed().prefix();
  }

  /** {@return the prefix without one trailing underscore} */
  public String name() {
    return NameScope.nameOf(prefix());
  }

  /** {@return the scope in which the children are named} */
  public Scope scope() {
    return Scope.inside(placed());
  }

  private NameScope placed() {
    if (inside == null) {
      throw new IllegalStateException("this " + hint
          + " has no name yet: add it to a scope (Scope.root().add(layer)) or to a parent");
    }
    return inside;
  }

  /** {@return the children by their part of structural names, in order} */
  public Map<String, Layer> children() {
    return Collections.unmodifiableMap(children);
  }

  /** {@return the layer's own parameters by their own names, in order} */
  public Map<String, Parameter> parameters() {
    return Collections.unmodifiableMap(parameters);
  }

  /** How often a child or a parameter was added or replaced. */
  int changes() {
    return changes;
  }

  /** {@return the version of what files hold of this layer} */
  public int version() {
    return version;
  }

  /**
   * {@return for each child and parameter that had other names before: its part of structural names
   * now, and those before, the latest first}
   */
  public Map<String, List<String>> formerNames() {
    return Collections.unmodifiableMap(formerNames);
  }

  /** {@return the names of the inputs, in order} */
  public List<String> inputNames() {
    return inputNames;
  }

  /**
   * {@return the declared sizes of an example of the input; unknown where there is no declaration}
   */
  public Shape input() {
    return input;
  }

  /**
   * {@return the declared sizes of an example of the output; unknown where there is no declaration}
   */
  public Shape output() {
    return output;
  }

  /**
   * Checks what is passed to the layer's {@code forward}.
   *
   * @param inputs what was passed
   * @throws IllegalArgumentException if the number of inputs, or the shape of a declared input, is
   *     another; the message names the layer
   */
  public void checkInputs(SDVariable... inputs) {
    requireInputs(inputs.length);
    Shape found = Tracing.current().shapeOf(inputs[0]);
    if (input.hasRank()) {
      check("input", input, found);
    }
    passage = new Passage(exampleOf(found), Shape.unknown(), 0);
  }

  void requireInputs(int found) {
    if (found != inputNames.size()) {
      throw new IllegalArgumentException("the inputs of " + this + ": expected " + inputNames.size()
          + " " + inputNames + ", found " + found);
    }
  }

  /**
   * Checks what the layer's {@code forward} returns against the declared output.
   *
   * @param result what was returned
   * @return the output
   * @throws ShapeMismatchException if its shape is another; the message names the layer
   */
  public SDVariable checkOutput(SDVariable result) {
    Shape found = Tracing.current().shapeOf(result);
    if (output.hasRank()) {
      check("output", output, found);
    }
    Tracing.current().landmark(toString(), result);
    passage = new Passage(passage.input(), exampleOf(found), 0);
    return result;
  }

  private static Shape exampleOf(Shape batch) {
    return batch.rank() == 0 ? Shape.unknown() : batch.example();
  }

  private void check(String what, Shape declared, Shape found) {
    if (found.rank() == 0 || !declared.fits(found.example())) {
      throw new ShapeMismatchException(declared + " after the batch dimension", found.toString())
          .at("the " + what + " of " + this);
    }
  }

  /**
   * Notes what a tracing has passed through the layer, for outlines.
   *
   * @param input the sizes of an example of the first input
   * @param output the sizes of an example of the output
   * @param multiplyAdds the number of the layer's own multiply-adds for one example
   */
  public void note(Shape input, Shape output, long multiplyAdds) {
    passage = new Passage(input, output, multiplyAdds);
  }

  /** What the last tracing has passed through the layer. */
  Passage passage() {
    return passage;
  }

  /**
   * What a tracing has passed through a layer.
   *
   * @param input the sizes of an example of the first input
   * @param output the sizes of an example of the output
   * @param multiplyAdds the number of the layer's own multiply-adds for one example
   */
  record Passage(Shape input, Shape output, long multiplyAdds) {
    static final Passage NONE = new Passage(Shape.unknown(), Shape.unknown(), 0);
  }

  /**
   * See {@link Layer#structuralParameters()}.
   *
   * @return the parameters by structural name
   */
  public Map<String, Parameter> structuralParameters() {
    Map<String, Parameter> all = new LinkedHashMap<>();
    collect("", all);
    return all;
  }

  private void collect(String path, Map<String, Parameter> all) {
    parameters.forEach((name, parameter) -> all.put(path + name, parameter));
    children.forEach((name, child) -> child.node().collect(path + name + ".", all));
  }

  /**
   * {@return a block and its children as Gluon prints them: {@code (hidden): Dense(784 -> 128,
   * Activation(relu))}, a line a child}
   *
   * @param className the block's name as Gluon prints it, its simple class name
   */
  public String describe(String className) {
    StringBuilder printed = new StringBuilder(className).append("(\n");
    children.forEach((name, child) -> printed
        .append("  (")
        .append(name)
        .append("): ")
        .append(child.toString().replace("\n", "\n  "))
        .append('\n'));
    if (children.isEmpty()) {
      printed.append('\n');
    }
    return printed.append(')').toString();
  }

  @Override
  public String toString() {
    return inside == null || name().isEmpty() ? hint : name();
  }
}
