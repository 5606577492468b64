package dev.ashlar.cli;

import dev.ashlar.Layer;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/** A model by the name of its class. */
final class ModelClass {
  private ModelClass() {}

  /** Whether a class could have this name. */
  static boolean isName(String name) {
    return !name.isEmpty()
        && name.chars().allMatch(c -> c == '.' || Character.isJavaIdentifierPart(c));
  }

  /**
   * Makes an instance: of the class itself if it is a layer, otherwise of the class that was
   * written for it.
   *
   * @param prefix its prefix, or null for the next free one
   * @throws WrongCallException if there is no such class, or it needs arguments
   */
  static Layer make(String name, @Nullable String prefix) {
    Class<?> type = find(name);
    try {
      Object made = prefix == null
          ? type.getDeclaredConstructor().newInstance()
          : type.getDeclaredConstructor(String.class).newInstance(prefix);
      return (Layer) made;
    } catch (NoSuchMethodException needsMore) {
      throw new WrongCallException("the class " + type.getName() + " has no public constructor "
          + (prefix == null ? "without arguments" : "with a prefix alone"));
    } catch (InvocationTargetException failure) {
      throw new WrongCallException(
          "the class " + type.getName() + " cannot be made: " + failure.getCause());
    } catch (ReflectiveOperationException failure) {
      throw new WrongCallException("the class " + type.getName() + " cannot be made: " + failure);
    }
  }

  private static Class<?> find(String name) {
    int dot = name.lastIndexOf('.');
    for (String candidate :
        new String[] {name, name.substring(0, dot + 1) + "Named" + name.substring(dot + 1)}) {
      try {
        Class<?> type = Class.forName(candidate);
        if (Layer.class.isAssignableFrom(type)) {
          return type;
        }
      } catch (ClassNotFoundException | LinkageError notThere) {
        continue;
      }
    }
    throw new WrongCallException(
        "'" + name
            + "' is neither a file nor a layer or block on the class path (java -cp YOUR_CLASSES:... dev.ashlar.cli.Main)");
  }
}
