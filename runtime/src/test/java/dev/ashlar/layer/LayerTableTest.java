package dev.ashlar.layer;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.ashlar.shape.Shape;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table in docs/layers.md, and the factories' defaults, against the annotations. */
class LayerTableTest {
  private static final Map<Class<?>, Object> SAMPLES = Map.of(
      int.class,
      4,
      double.class,
      0.1,
      int[].class,
      new int[] {3},
      Activation.class,
      Activation.RELU);

  static List<Class<?>> annotations() {
    return new ClassFileImporter()
        .importPackages("dev.ashlar.layer").stream()
            .filter(JavaClass::isAnnotation)
            .map(JavaClass::reflect)
            .filter(each -> each != LayerAnnotation.class)
            .sorted((a, b) -> a.getSimpleName().compareTo(b.getSimpleName()))
            .collect(Collectors.toList());
  }

  private static Map<String, String[]> rows() throws IOException {
    Map<String, String[]> rows = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("../docs/layers.md"))) {
      if (line.startsWith("| `@")) {
        String[] cells = line.substring(2, line.length() - 2).split(" \\| ");
        assertThat(rows.put(cells[0], cells)).as("rows of " + cells[0]).isNull();
      }
    }
    return rows;
  }

  @Test
  void everyLayerHasItsRow() throws IOException {
    assertThat(rows().keySet())
        .containsExactlyInAnyOrderElementsOf(annotations().stream()
            .map(each -> "`@" + each.getSimpleName() + "`")
            .toList());
  }

  @ParameterizedTest
  @MethodSource("annotations")
  void theRowTellsHintSettingsAndParameters(Class<?> annotation)
      throws IOException, ReflectiveOperationException {
    String[] cells = rows().get("`@" + annotation.getSimpleName() + "`");
    LayerSpec spec = specOf(annotation);

    assertThat(cells).hasSize(6);
    assertThat(cells[1]).contains("`" + spec.hint() + "`");
    assertThat(cells[2]).isEqualTo(settings(annotation));
    List<ParameterSpec> parameters = spec.parameters(Shape.unknown());
    for (ParameterSpec parameter : parameters) {
      assertThat(cells[3]).contains("`" + parameter.name() + "`");
    }
    assertThat(cells[3].equals("–")).isEqualTo(parameters.isEmpty());
  }

  private static Method member(Class<?> annotation, String name) throws NoSuchMethodException {
    return annotation.getDeclaredMethod(name);
  }

  private static Class<?> specClass(Class<?> annotation) throws ClassNotFoundException {
    return Class.forName(annotation.getName() + "Spec");
  }

  private static String settings(Class<?> annotation) throws ReflectiveOperationException {
    List<String> settings = new ArrayList<>();
    for (RecordComponent component : specClass(annotation).getRecordComponents()) {
      Object value = member(annotation, component.getName()).getDefaultValue();
      settings.add("`" + component.getName() + (value == null ? "" : " = " + printed(value)) + "`");
    }
    return settings.isEmpty() ? "none" : String.join(", ", settings);
  }

  private static String printed(Object value) {
    if (value instanceof Activation function) {
      return function.name();
    }
    if (!value.getClass().isArray()) {
      return value.toString();
    }
    return Array.getLength(value) == 1 ? Array.get(value, 0).toString() : "{}";
  }

  private static Object[] samples(Class<?> annotation, boolean requiredOnly)
      throws ReflectiveOperationException {
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : specClass(annotation).getRecordComponents()) {
      Object value = member(annotation, component.getName()).getDefaultValue();
      if (value == null) {
        values.add(SAMPLES.get(component.getType()));
      } else if (!requiredOnly) {
        values.add(value);
      }
    }
    return values.toArray();
  }

  private static LayerSpec specOf(Class<?> annotation) throws ReflectiveOperationException {
    Class<?>[] types = Stream.of(specClass(annotation).getRecordComponents())
        .map(RecordComponent::getType)
        .toArray(Class<?>[]::new);
    return (LayerSpec)
        specClass(annotation).getDeclaredConstructor(types).newInstance(samples(annotation, false));
  }

  @ParameterizedTest
  @MethodSource("annotations")
  void theFactoryHasTheAnnotationsDefaults(Class<?> annotation)
      throws ReflectiveOperationException {
    LayerSpec expected = specOf(annotation);
    Object[] arguments = samples(annotation, true);
    Class<?> layer = Class.forName(annotation.getName() + "Layer");
    Method factory = Stream.of(layer.getDeclaredMethods())
        .filter(each -> each.getName().equalsIgnoreCase(annotation.getSimpleName()))
        .filter(each -> each.getParameterCount() == arguments.length)
        .findFirst()
        .orElseThrow();

    LayerSpec found = ((SpecLayer<?>) factory.invoke(null, arguments)).spec();

    for (RecordComponent component : specClass(annotation).getRecordComponents()) {
      Object[] pair = {
        component.getAccessor().invoke(found), component.getAccessor().invoke(expected)
      };
      assertThat(Arrays.deepEquals(new Object[] {pair[0]}, new Object[] {pair[1]}))
          .as("%s: %s and %s", component, pair[0], pair[1])
          .isTrue();
    }
  }
}
