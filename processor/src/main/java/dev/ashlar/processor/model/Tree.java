package dev.ashlar.processor.model;

import dev.ashlar.shape.DType;
import dev.ashlar.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A block or layer with its place in the tree of names of one block, whose own prefix counts as
 * empty.
 *
 * @param path the structural path, empty for the block itself
 * @param hint what its automatic prefix begins with; empty where only run time tells
 * @param prefix its prefix, relative to the block; empty where only run time tells
 * @param sharesPrefix whether its own prefix is empty
 * @param description the layer as Gluon prints it, or the block's class
 * @param version the version of what files hold of it
 * @param input the shape that reaches it, as far as it is known
 * @param output the shape that it makes, as far as it is known
 * @param parameters its own parameters
 * @param multiplyAdds the number of its own multiply-adds for one example; 0 also where sizes are
 *     unknown
 * @param children what it holds
 * @param block the class, if it is a block's
 */
public record Tree(
    String path,
    Optional<String> hint,
    Optional<String> prefix,
    boolean sharesPrefix,
    String description,
    int version,
    Shape input,
    Shape output,
    List<Leaf> parameters,
    long multiplyAdds,
    List<Tree> children,
    Optional<BlockName> block) {

  /**
   * A parameter in the tree.
   *
   * @param ownName its own name
   * @param structuralName its path and own name
   * @param name its name, relative to the block; empty where only run time tells
   * @param shape its shape, as far as it is known
   * @param dtype the type of its elements
   * @param trainable whether training changes it
   * @param identity the structural name under which it stands first; another than its own if it is
   *     shared
   */
  public record Leaf(
      String ownName,
      String structuralName,
      Optional<String> name,
      Shape shape,
      DType dtype,
      boolean trainable,
      String identity) {
    /**
     * What the constants written for it begin with: its own name in upper case,
     * {@code RUNNING_MEAN}.
     */
    public String constant() {
      StringBuilder words = new StringBuilder();
      for (int i = 0; i < ownName.length(); i++) {
        char c = ownName.charAt(i);
        if (i > 0 && c >= 'A' && c <= 'Z' && endsWord(ownName.charAt(i - 1))) {
          words.append('_');
        }
        words.append(c);
      }
      return identifier(words.toString().toUpperCase(Locale.ROOT));
    }

    private static boolean endsWord(char c) {
      return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }
  }

  /**
   * The name of the class that is written to hold its names: its path with large first letters,
   * {@code Features_0}.
   */
  public String className() {
    return className(path);
  }

  /** {@link #className()} of whatever has that path. */
  public static String className(String path) {
    StringBuilder name = new StringBuilder();
    for (String part : path.split("\\.")) {
      name.append(name.isEmpty() ? "" : "_");
      name.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part, 1, part.length());
    }
    return identifier(name.toString());
  }

  private static String identifier(String text) {
    StringBuilder made = new StringBuilder();
    text.codePoints().forEach(c -> made.appendCodePoint(isPart(c) ? c : '_'));
    String legal = made.toString();
    return Character.isJavaIdentifierStart(legal.codePointAt(0)) && !legal.equals("_")
        ? legal
        : "_" + legal;
  }

  private static boolean isPart(int c) {
    return Character.isJavaIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
  }

  /** This and everything below, depth first. */
  public Stream<Tree> walk() {
    List<Tree> all = new ArrayList<>();
    addTo(all);
    return all.stream();
  }

  private void addTo(List<Tree> all) {
    all.add(this);
    children.forEach(child -> child.addTo(all));
  }

  /** All parameters, depth first. */
  public Stream<Leaf> leaves() {
    return walk().flatMap(tree -> tree.parameters.stream());
  }
}
