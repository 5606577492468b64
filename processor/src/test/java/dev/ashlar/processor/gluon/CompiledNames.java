package dev.ashlar.processor.gluon;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The constants that were written for a block's tree, in the order of their source.
 *
 * @param blocks the blocks and layers, depth first
 * @param parameters the parameters, depth first
 */
record CompiledNames(List<Block> blocks, List<Parameter> parameters) {
  private static final Pattern DECLARATION = Pattern.compile(
      "^[a-z ]*\\bclass (\\w+) (?:.* )?\\{|^ *public static final String (\\w+) =",
      Pattern.MULTILINE);
  private static final String PATH = "_PATH";

  /**
   * A block or layer.
   *
   * @param path its structural path
   * @param prefix its relative prefix
   */
  record Block(String path, String prefix) {}

  /**
   * A parameter.
   *
   * @param structuralName its structural name
   * @param name its relative name
   * @param shape its shape
   */
  record Parameter(String structuralName, String name, String shape) {}

  static CompiledNames read(Compiled compiled, String namesClass)
      throws ReflectiveOperationException {
    CompiledNames names = new CompiledNames(new ArrayList<>(), new ArrayList<>());
    String source = compiled.written().get(namesClass);
    if (source == null) {
      throw new ClassNotFoundException(namesClass + " was not written");
    }
    Class<?> current = null;
    for (Matcher matcher = DECLARATION.matcher(source); matcher.find(); ) {
      if (matcher.group(1) != null) {
        current = compiled
            .classes()
            .loadClass(current == null ? namesClass : namesClass + "$" + matcher.group(1));
      } else {
        names.add(current, matcher.group(2));
      }
    }
    return names;
  }

  private void add(Class<?> current, String constant) throws ReflectiveOperationException {
    if (constant.equals("PATH")) {
      blocks.add(new Block(value(current, "PATH"), value(current, "PREFIX")));
    } else if (constant.endsWith(PATH)) {
      String parameter = constant.substring(0, constant.length() - PATH.length());
      parameters.add(new Parameter(
          value(current, constant),
          value(current, parameter),
          value(current, parameter + "_SHAPE")));
    }
  }

  private static String value(Class<?> holder, String constant)
      throws ReflectiveOperationException {
    Field field = holder.getDeclaredField(constant);
    field.setAccessible(true);
    return (String) field.get(null);
  }
}
