package dev.ashlar.processor.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.Layer;
import dev.ashlar.Scope;
import dev.ashlar.processor.random.Program.Block;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.Map;

/** Compares names at compile time, at run time, and of the reference. */
final class RunTimeNames {
  private static final String PREFIX = "r_";

  private RunTimeNames() {}

  static void compare(Program program, ClassLoader classes) throws ReflectiveOperationException {
    for (int i = 0; i < program.blocks().size(); i++) {
      Block block = program.blocks().get(i);
      ReferenceTree tree = ReferenceTree.of(program, i);
      Map<String, String> constants = constants(block, classes);
      Map<String, String> expected = new LinkedHashMap<>();
      tree.blocks().forEach(each -> {
        if (each.name() != null) {
          expected.put(each.path() + ":", each.name());
        }
      });
      tree.parameters().forEach(each -> {
        expected.put(each.structural() + ":shape", printed(each.shape()));
        if (each.name() != null) {
          expected.put(each.structural(), each.name());
        }
      });
      assertThat(constants).as(block.qualified()).isEqualTo(expected);
      boolean isWhole = program.blocks().stream()
          .flatMap(each -> each.fields().stream())
          .noneMatch(field -> field.content() instanceof Program.Assigned);
      compareWith(instance(block, classes), tree, block, isWhole);
    }
  }

  private static void compareWith(
      Layer instance, ReferenceTree tree, Block block, boolean isWhole) {
    Map<String, String> prefixes = new LinkedHashMap<>();
    collect("", instance, prefixes);
    for (ReferenceTree.Named each : tree.blocks()) {
      assertThat(prefixes).as(block.qualified()).containsKey(each.path());
      if (each.name() != null) {
        assertThat(prefixes.get(each.path()))
            .as(block.qualified() + " " + each.path())
            .isEqualTo(PREFIX + each.name());
      }
    }
    for (ReferenceTree.Parameter each : tree.parameters()) {
      var parameter = instance.structuralParameters().get(each.structural());
      assertThat(parameter).as(block.qualified() + " " + each.structural()).isNotNull();
      if (each.name() != null) {
        assertThat(parameter.name())
            .as(block.qualified() + " " + each.structural())
            .isEqualTo(PREFIX + each.name());
      }
    }
    if (isWhole) {
      assertThat(instance.structuralParameters()).hasSize(tree.parameters().size());
      instance.collectParameters();
    }
  }

  private static void collect(String path, Layer layer, Map<String, String> prefixes) {
    prefixes.put(path, layer.prefix());
    layer
        .children()
        .forEach(
            (name, child) -> collect(path.isEmpty() ? name : path + "." + name, child, prefixes));
  }

  private static Layer instance(Block block, ClassLoader classes)
      throws ReflectiveOperationException {
    Class<?> named = classes.loadClass(block.packageName() + ".Named" + block.flat());
    Scope scope = Scope.newRoot().named(PREFIX);
    if (block.isPlain()) {
      Constructor<?> constructor = named.getDeclaredConstructor(Scope.class);
      constructor.setAccessible(true);
      return (Layer) constructor.newInstance(scope);
    }
    Constructor<?> constructor = named.getDeclaredConstructor(Scope.class, int.class);
    constructor.setAccessible(true);
    return (Layer) constructor.newInstance(scope, 1);
  }

  // Prefixes by path and colon, names and shapes by structural name.
  private static Map<String, String> constants(Block block, ClassLoader classes)
      throws ReflectiveOperationException {
    Class<?> names = classes.loadClass(block.packageName() + "." + block.flat() + "Names");
    Map<String, String> constants = new LinkedHashMap<>();
    read(names, constants);
    for (Class<?> inner : names.getDeclaredClasses()) {
      read(inner, constants);
    }
    return constants;
  }

  private static void read(Class<?> holder, Map<String, String> constants)
      throws ReflectiveOperationException {
    Map<String, String> values = new LinkedHashMap<>();
    for (Field field : holder.getDeclaredFields()) {
      field.setAccessible(true);
      values.put(field.getName(), (String) field.get(null));
    }
    if (values.containsKey("PREFIX")) {
      constants.put(values.get("PATH") + ":", values.get("PREFIX"));
    }
    values.forEach((name, path) -> {
      String base = name.replaceFirst("_PATH$", "");
      if (name.endsWith("_PATH") && values.containsKey(base + "_SHAPE")) {
        constants.put(path + ":shape", values.get(base + "_SHAPE"));
        if (values.containsKey(base)) {
          constants.put(path, values.get(base));
        }
      }
    });
  }

  private static String printed(java.util.List<Integer> sizes) {
    String inner = sizes.toString().replace("[", "").replace("]", "");
    return "(" + inner + (sizes.size() == 1 ? ",)" : ")");
  }
}
