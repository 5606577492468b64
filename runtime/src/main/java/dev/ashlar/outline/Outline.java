package dev.ashlar.outline;

import dev.ashlar.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A layer with everything below it, as it can be known without running it. Immutable.
 *
 * <p>The compiler writes the outline of each block beside its classes; {@link #ofBlock} reads it,
 * and needs no ND4J. At run time {@code LayerOutline.of(layer)} makes the outline of what is there.
 *
 * @param path the structural path; empty for the model itself
 * @param prefix what the names of its parameters begin with; relative to the model if the compiler
 *     made the outline, and empty where only run time tells
 * @param hint the word that its automatic prefix begins with; empty where only run time tells
 * @param description the layer as Gluon prints it, or the name of the block's class
 * @param version the version of what files hold of it
 * @param input the sizes of an example of its input, as far as they are known
 * @param output the sizes of an example of its output, as far as they are known
 * @param parameters its own parameters
 * @param multiplyAdds the number of its own multiply-adds for one example; 0 also where sizes are
 *     unknown
 * @param children the layers that it holds, in order
 */
public record Outline(
    String path,
    Optional<String> prefix,
    Optional<String> hint,
    String description,
    int version,
    Shape input,
    Shape output,
    List<OutlineParameter> parameters,
    long multiplyAdds,
    List<Outline> children) {
  /**
   * Checks that nothing is missing.
   *
   * @param path the structural path; empty for the model itself
   * @param prefix what the names of its parameters begin with; relative to the model if the
   *     compiler made the outline, and empty where only run time tells
   * @param hint the word that its automatic prefix begins with; empty where only run time tells
   * @param description the layer as Gluon prints it, or the name of the block's class
   * @param version the version of what files hold of it
   * @param input the sizes of an example of its input, as far as they are known
   * @param output the sizes of an example of its output, as far as they are known
   * @param parameters its own parameters
   * @param multiplyAdds the number of its own multiply-adds for one example; 0 also where sizes are
   *     unknown
   * @param children the layers that it holds, in order
   */
  public Outline {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(prefix, "prefix");
    Objects.requireNonNull(hint, "hint");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(output, "output");
    parameters = List.copyOf(parameters);
    children = List.copyOf(children);
    if (multiplyAdds < 0) {
      throw new IllegalArgumentException(
          "multiplyAdds must not be negative, found " + multiplyAdds + " for '" + path + "'");
    }
  }

  /**
   * {@return the outline that the compiler wrote for a block}
   *
   * @param block the block's class, or one written for it
   * @throws OutlineException if there is none, or it cannot be read
   */
  public static Outline ofBlock(Class<?> block) {
    return OutlineFile.read(block);
  }

  /**
   * {@return the outline that the compiler wrote for a block}
   *
   * @param className the qualified name of the block's class, {@code shop.models.Ranker}
   * @param loader where the block's classes are
   * @throws OutlineException if there is none, or it cannot be read
   */
  public static Outline ofBlock(String className, ClassLoader loader) {
    return OutlineFile.read(className, loader);
  }

  /** {@return this and everything below, depth first} */
  public Stream<Outline> walk() {
    List<Outline> all = new ArrayList<>();
    addTo(all);
    return all.stream();
  }

  private void addTo(List<Outline> all) {
    all.add(this);
    children.forEach(child -> child.addTo(all));
  }

  /** {@return the last part of the path; empty for the model itself} */
  public String name() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** {@return what this and everything below come to} */
  public OutlineTotals totals() {
    return OutlineTotals.of(this);
  }

  /**
   * {@return the tree as a table, a row a layer: its name in the tree, its name, what it is, the
   * shapes of input and output without the batch, its own parameters, whether training changes
   * them, its multiply-adds for one example, the parameters' size in megabytes; then the totals} A
   * question mark stands where something is not known.
   */
  public String summary() {
    return new SummaryTable(this).toString();
  }

  /** {@return the outline as the compiler writes it} Equal outlines give equal text. */
  public String toJson() {
    return OutlineFile.write(this);
  }
}
