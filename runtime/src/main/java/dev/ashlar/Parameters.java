package dev.ashlar;

import dev.ashlar.naming.Collision;
import dev.ashlar.naming.CollisionFinder;
import dev.ashlar.shape.DType;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;

/** Parameters by name, in order. Immutable, though the parameters are not. */
public final class Parameters implements Iterable<Parameter> {
  private final String prefix;
  private final Map<String, Parameter> byName;

  private Parameters(String prefix, Map<String, Parameter> byName) {
    this.prefix = prefix;
    this.byName = Collections.unmodifiableMap(byName);
  }

  static Parameters collect(Node node) {
    CollisionFinder finder = new CollisionFinder();
    Map<String, Parameter> found = new LinkedHashMap<>();
    collect("", node, finder, found);
    for (Collision collision : finder.collisions()) {
      throw new NameCollisionException(message(collision));
    }
    return new Parameters(node.prefix(), found);
  }

  private static void collect(
      String path, Node node, CollisionFinder finder, Map<String, Parameter> found) {
    if (!node.sharesPrefix()) {
      finder.block(path, node.prefix(), node);
    }
    node.parameters().forEach((name, parameter) -> {
      finder.parameter(join(path, name), parameter.name(), parameter);
      found.putIfAbsent(parameter.name(), parameter);
    });
    node.children()
        .forEach((name, child) -> collect(join(path, name), child.node(), finder, found));
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static String message(Collision collision) {
    String places = "'" + collision.first() + "' and '" + collision.second() + "'";
    return switch (collision.kind()) {
      case PARAMETER ->
        "different parameters with the same name '" + collision.name() + "': " + places
            + "; give one of the blocks another prefix";
      case BLOCK ->
        "different blocks with the same prefix '" + collision.name() + "': " + places
            + "; give one of them another prefix";
    };
  }

  Parameters matching(String regex) {
    Pattern pattern = Pattern.compile(regex);
    Map<String, Parameter> matching = new LinkedHashMap<>();
    byName.forEach((name, parameter) -> {
      if (pattern.matcher(name).lookingAt()) {
        matching.put(name, parameter);
      }
    });
    return new Parameters(prefix, matching);
  }

  /** {@return the names, in order} */
  public Collection<String> names() {
    return byName.keySet();
  }

  /**
   * {@return the parameter of a name}
   *
   * @param name the full name
   * @throws NoSuchElementException if there is none
   */
  public Parameter get(String name) {
    Parameter parameter = byName.get(name);
    if (parameter == null) {
      throw new NoSuchElementException("there is no parameter '" + name + "', only " + names());
    }
    return parameter;
  }

  /**
   * {@return whether there is a parameter of that name}
   *
   * @param name the full name
   */
  public boolean contains(String name) {
    return byName.containsKey(name);
  }

  /** {@return how many parameters these are} */
  public int size() {
    return byName.size();
  }

  /**
   * Turns all of them into another type; see {@link Parameter#cast}.
   *
   * @param dtype the type of the elements
   */
  public void cast(DType dtype) {
    forEach(parameter -> parameter.cast(dtype));
  }

  @Override
  public Iterator<Parameter> iterator() {
    return byName.values().iterator();
  }

  /** As Gluon prints them: the prefix, then one line a parameter in brackets. */
  @Override
  public String toString() {
    StringBuilder printed = new StringBuilder(prefix.isEmpty() ? "" : prefix + " ").append("(\n");
    forEach(parameter -> printed.append("  ").append(parameter).append('\n'));
    return printed.append(')').toString();
  }
}
