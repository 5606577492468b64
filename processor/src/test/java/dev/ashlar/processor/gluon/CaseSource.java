package dev.ashlar.processor.gluon;

import dev.ashlar.Layer;
import dev.ashlar.processor.gluon.GluonCase.BlockClass;
import dev.ashlar.processor.gluon.GluonCase.Content;
import dev.ashlar.processor.gluon.GluonCase.Instance;
import dev.ashlar.processor.gluon.GluonCase.Replacement;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A case as Java source: its classes, and a program that makes its instances.
 *
 * <p>All types have their full names, since a case's classes may be called like Ashlar's.
 */
final class CaseSource {
  /** The method of the program that returns the instances in order. */
  static final String RUN = "run";

  private static final String FORWARD = "\n  VARIABLE forward(VARIABLE x) {\n    return x;\n  }\n"
      .replace("VARIABLE", SDVariable.class.getName());
  private static final Set<String> METHODS = Stream.of(
          Layer.class.getMethods(), Object.class.getDeclaredMethods())
      .flatMap(Stream::of)
      .filter(method -> method.getParameterCount() == 0)
      .map(Method::getName)
      .collect(Collectors.toSet());

  private final GluonCase of;
  private final String packageName;
  private final Set<String> taken = new HashSet<>();
  private final String program;
  private final Map<String, String> sources = new LinkedHashMap<>();

  private CaseSource(GluonCase of) {
    this.of = of;
    this.packageName = "gluon.case" + of.id().replaceAll("\\W", "_");
    of.classes().forEach(each -> taken.add(each.name()));
    this.program = free("Program");
  }

  static CaseSource of(GluonCase of) {
    CaseSource source = new CaseSource(of);
    Set<String> made = of.instances().stream().map(Instance::className).collect(Collectors.toSet());
    of.reached().forEach(each -> source.writeClass(each, made.contains(each.name())));
    source.writeProgram();
    return source;
  }

  /** The sources by their classes' full names. */
  Map<String, String> sources() {
    return sources;
  }

  /** The full name of the program's class. */
  String program() {
    return packageName + "." + program;
  }

  /** The full name of the class that holds the names of a block's class. */
  String namesOf(String className) {
    return packageName + "." + className + "Names";
  }

  private String free(String wanted) {
    String name = wanted;
    while (!taken.add(name)) {
      name += "_";
    }
    return name;
  }

  private void writeClass(BlockClass each, boolean made) {
    String sizes = of.isChain()
        ? of.input().stream().map(Object::toString).collect(Collectors.joining(", "))
        : "";
    Members members = new Members(each.name());
    each.children().forEach(child -> members.add(child.field(), child));
    sources.put(
        packageName + "." + each.name(),
        "package " + packageName + ";\n\n@dev.ashlar.Block"
            + (of.isChain() && made ? "(input = {" + sizes + "})" : "") + "\npublic abstract class "
            + each.name() + " {\n" + members.own() + members.nested + "}\n");
  }

  /**
   * The fields and the computation of one block, and the containers in it as classes that are
   * nested beside it.
   */
  private final class Members {
    private final String topLevel;
    private final StringBuilder fields = new StringBuilder();
    private final StringBuilder nested = new StringBuilder();

    Members(String topLevel) {
      this.topLevel = topLevel;
    }

    void add(String name, Content content) {
      String field = fieldOf(name);
      fields.append("  ").append(annotations(name, field, content)).append(' ');
      fields.append(type(content)).append(' ').append(field).append(";\n");
    }

    private String annotations(String name, String field, Content content) {
      String members = Stream.of(
              content.prefix() == null ? "" : "prefix = " + quote(content.prefix()),
              field.equals(name) ? "" : "name = " + quote(name))
          .filter(member -> !member.isEmpty())
          .collect(Collectors.joining(", "));
      String child = "@dev.ashlar.Child" + (members.isEmpty() ? "" : "(" + members + ")");
      return content.layer() == null
          ? child
          : child + " " + LayerSpelling.annotation(content.layer(), content.args());
    }

    private String type(Content content) {
      if (content.layer() != null) {
        return Layer.class.getName();
      }
      return packageName + "."
          + (content.block() != null
              ? content.block()
              : topLevel + "." + container(content.sequential()));
    }

    private String container(List<Content> items) {
      String name = free("Items" + taken.size());
      Members inside = new Members(topLevel);
      for (int i = 0; i < items.size(); i++) {
        inside.add("c" + i, items.get(i));
      }
      addClass("@dev.ashlar.Block(sequential = true)", name, inside);
      return name;
    }

    void addClass(String annotation, String name, Members inside) {
      nested
          .append("\n  ")
          .append(annotation)
          .append("\n  public abstract static class ")
          .append(name)
          .append(" {\n");
      nested.append(inside.own()).append("  }\n").append(inside.nested);
    }

    String own() {
      return of.isChain() ? fields.toString() : fields + FORWARD;
    }
  }

  private void writeProgram() {
    Members holders = new Members(program);
    StringBuilder body =
        new StringBuilder("    dev.ashlar.Scope root = dev.ashlar.Scope.newRoot();\n");
    for (Instance instance : of.instances()) {
      String scope =
          instance.prefix() == null ? "root" : "root.named(" + quote(instance.prefix()) + ")";
      String named = packageName + ".Named" + instance.className();
      body.append("    " + named + " " + variable(instance.id()) + " = new " + named + "(" + scope
          + ");\n");
    }
    for (Replacement replacement : of.replace()) {
      String holder = free("Replacement" + taken.size());
      Members inside = new Members(program);
      inside.add("made", replacement.with());
      holders.addClass("@dev.ashlar.Block", holder, inside);
      String made = packageName + ".Named" + program + "_" + holder + ".unplaced().made()";
      body.append("    ").append(replace(replacement, made)).append(";\n");
    }
    String variables =
        of.instances().stream().map(each -> variable(each.id())).collect(Collectors.joining(", "));
    sources.put(
        program(),
        "package " + packageName + ";\n\npublic final class " + program + " {\n  private " + program
            + "() {}\n\n"
            + "  public static java.util.List<dev.ashlar.Layer> " + RUN + "() {\n" + body
            + "    return java.util.List.of(" + variables + ");\n  }\n" + holders.nested + "}\n");
  }

  // By the method that is written for the field, where its type allows it.
  private String replace(Replacement replacement, String made) {
    String variable = variable(replacement.instance());
    String prefix = replacement.prefix() == null ? "" : quote(replacement.prefix()) + ", ";
    String name = replacement.field();
    if (isLayer(replacement)) {
      String field = fieldOf(name);
      String method =
          "replace" + field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1);
      return variable + "." + method + "(" + prefix + made + ")";
    }
    StringBuilder node = new StringBuilder(variable + ".node()");
    int last = name.lastIndexOf('.');
    if (last > 0) {
      for (String part : name.substring(0, last).split("\\.")) {
        node.append(".children().get(").append(quote(part)).append(").node()");
      }
    }
    return node + ".replace(" + quote(name.substring(last + 1)) + ", " + prefix + made + ")";
  }

  private boolean isLayer(Replacement replacement) {
    return of.instances().stream()
        .filter(instance -> instance.id().equals(replacement.instance()))
        .flatMap(instance -> of.classOf(instance.className()).children().stream())
        .anyMatch(child -> child.field().equals(replacement.field()) && child.layer() != null);
  }

  private static String variable(String id) {
    return "instance_" + id.replaceAll("\\W", "_");
  }

  // Some of Python's names cannot be fields, or their accessors would meet a layer's methods.
  private static String fieldOf(String name) {
    return SourceVersion.isKeyword(name) || METHODS.contains(name) ? name + "_" : name;
  }

  private static String quote(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
