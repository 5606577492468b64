package dev.ashlar.processor.discover;

import dev.ashlar.Child;
import dev.ashlar.Param;
import dev.ashlar.processor.diagnostic.Diagnostic;
import dev.ashlar.processor.diagnostic.Findings;
import dev.ashlar.processor.model.BlockName;
import dev.ashlar.processor.model.Site;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.tools.StandardLocation;

/**
 * The fields of a block that comes from a jar, beside what was written for it there: the names tell
 * the order of the source, which compilers need not keep in class files, and must be of this class.
 */
final class JarFields {
  private static final String FIELDS = "FIELDS";

  private final Elements elements;
  private final Filer filer;

  JarFields(ProcessingEnvironment environment) {
    this.elements = environment.getElementUtils();
    this.filer = environment.getFiler();
  }

  /**
   * Brings the fields that a block declares into the order of its source, as far as that is known.
   */
  void sort(List<VariableElement> fields, BlockName name) {
    written(name)
        .ifPresent(order -> fields.sort(
            Comparator.comparingInt(field -> order.indexOf(field.getSimpleName().toString()))));
  }

  /**
   * Checks that the names of a block were written for the fields that it has: an older or a newer
   * version of the class, or of the processor, can have written others.
   *
   * @param fields those that it declares and inherits
   * @param reading the block that is being read: this one, or one that extends it
   * @param site where that is
   */
  void check(
      List<VariableElement> fields,
      BlockName name,
      BlockName reading,
      Site site,
      Findings findings) {
    TypeElement names = elements.getTypeElement(name.qualifiedNames());
    if (names == null) {
      return; // which is said of the child
    }
    List<String> found = fields.stream()
        .filter(field -> Mirror.of(Child.class, field).isPresent()
            || Mirror.of(Param.class, field).isPresent())
        .map(field -> field.getSimpleName().toString())
        .toList();
    Optional<List<String>> expected = written(name);
    if (expected.isEmpty() || !new TreeSet<>(expected.get()).equals(new TreeSet<>(found))) {
      findings.add(
          reading,
          Diagnostic.JAR_FIELDS,
          site,
          name.qualified(),
          place(name).map(jar -> " (" + jar + ")").orElse(""),
          found,
          name.qualifiedNames(),
          expected.map(Object::toString).orElse("none that this version understands"));
    }
  }

  // The fields in the order of the source; empty if nothing says it.
  private Optional<List<String>> written(BlockName name) {
    TypeElement names = elements.getTypeElement(name.qualifiedNames());
    if (names == null) {
      return Optional.empty();
    }
    return ElementFilter.fieldsIn(names.getEnclosedElements()).stream()
        .filter(constant -> constant.getSimpleName().contentEquals(FIELDS))
        .map(VariableElement::getConstantValue)
        .filter(String.class::isInstance)
        .map(order -> order.toString().isEmpty()
            ? List.<String>of()
            : List.of(order.toString().split(",")))
        .findFirst();
  }

  // Where the class is, as far as the compiler tells.
  private Optional<String> place(BlockName name) {
    try {
      return Optional.of(filer
          .getResource(
              StandardLocation.CLASS_PATH,
              name.packageName(),
              name.className().replace('.', '$') + ".class")
          .toUri()
          .toString());
    } catch (IOException | IllegalArgumentException untold) {
      return Optional.empty();
    }
  }
}
