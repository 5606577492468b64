package dev.ashlar.processor.random;

import dev.ashlar.processor.random.Program.Assigned;
import dev.ashlar.processor.random.Program.Block;
import dev.ashlar.processor.random.Program.Content;
import dev.ashlar.processor.random.Program.Field;
import dev.ashlar.processor.random.Program.OfBlock;
import dev.ashlar.processor.random.Program.OfLayer;
import dev.ashlar.processor.random.Program.OwnParameter;
import dev.ashlar.processor.random.Program.Plain;
import dev.ashlar.processor.random.Program.Repeated;
import dev.ashlar.processor.random.Program.Wrong;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a random program down: a file a top-level class, a line a member. */
final class ProgramText {
  static final String MARK = " // here";

  private static final String IMPORTS = """
      import static dev.ashlar.layer.Activation.*;
      import dev.ashlar.*;
      import dev.ashlar.layer.*;
      import org.nd4j.autodiff.samediff.SDVariable;
      """;

  private final Program program;

  private ProgramText(Program program) {
    this.program = program;
  }

  /** The sources by the qualified names of their classes. */
  static Map<String, String> of(Program program) {
    return new ProgramText(program).files();
  }

  private Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    Set<String> tops = new LinkedHashSet<>(program.plain());
    program.blocks().forEach(block -> tops.add(block.packageName() + "." + block.top()));
    for (String top : tops) {
      String packageName = top.substring(0, top.lastIndexOf('.'));
      StringBuilder text = new StringBuilder("package " + packageName + ";\n" + IMPORTS);
      String simple = top.substring(top.lastIndexOf('.') + 1);
      int block = indexOf(top);
      if (block >= 0) {
        block(block, text);
      } else {
        text.append("public class ").append(simple).append(" {\n");
        nested(top, text);
        text.append("}\n");
      }
      files.put(top, text.toString());
    }
    return files;
  }

  private int indexOf(String qualified) {
    for (int i = 0; i < program.blocks().size(); i++) {
      if (program.blocks().get(i).qualified().equals(qualified)) {
        return i;
      }
    }
    return -1;
  }

  private void nested(String around, StringBuilder text) {
    for (int i = 0; i < program.blocks().size(); i++) {
      String qualified = program.blocks().get(i).qualified();
      if (qualified.substring(0, qualified.lastIndexOf('.')).equals(around)) {
        block(i, text);
      }
    }
  }

  private void block(int index, StringBuilder text) {
    Block block = program.blocks().get(index);
    Wrong wrong = program.wrong();
    boolean spoiled = wrong != null && wrong.block() == index && wrong.field() < 0;
    text.append("@Block(").append(values(block)).append(")\n");
    text.append(block.isPublic() ? "public " : "").append(block.isNested() ? "static " : "");
    if (spoiled && wrong.id().equals("ASH-101")) {
      text.append(wrong.text().formatted(block.simple()));
      if (!wrong.text().contains(" class ")) {
        text.append(" { }").append(MARK).append('\n');
        return;
      }
    } else {
      text.append("abstract class ").append(block.simple());
    }
    if (block.parent() >= 0) {
      text.append(" extends ").append(program.blocks().get(block.parent()).qualified());
    }
    text.append(" {")
        .append(spoiled && wrong.text().contains("class ") ? MARK : "")
        .append('\n');
    for (int i = 0; i < block.fields().size(); i++) {
      boolean isWrong = wrong != null && wrong.block() == index && wrong.field() == i;
      text.append("  ")
          .append(isWrong ? wrong.text() + MARK : field(block.fields().get(i)))
          .append('\n');
    }
    block.constructors().forEach(parameters -> constructor(block, parameters, text));
    methods(block, text);
    if (spoiled && !wrong.text().contains("class ")) {
      text.append("  ").append(wrong.text()).append(MARK).append('\n');
    }
    nested(block.qualified(), text);
    text.append("}\n");
  }

  private static String values(Block block) {
    List<String> values = new ArrayList<>();
    if (!block.hint().isEmpty()) {
      values.add("hint = \"" + block.hint() + "\"");
    }
    if (block.sequential()) {
      values.add("sequential = true");
    }
    if (!block.input().isEmpty()) {
      values.add("input = " + sizes(block.input()));
    }
    if (!block.output().isEmpty()) {
      values.add("output = " + sizes(block.output()));
    }
    return String.join(", ", values);
  }

  static String sizes(List<Integer> sizes) {
    return sizes.stream().map(String::valueOf).collect(Collectors.joining(", ", "{", "}"));
  }

  private String field(Field field) {
    if (field.content() instanceof Plain) {
      return "public int " + field.name() + ";";
    }
    return annotations(field) + field.access() + type(field.content()) + " " + field.name() + ";";
  }

  /** What stands in front of a field's modifiers, with a space. */
  String annotations(Field field) {
    List<String> values = new ArrayList<>();
    if (field.content() instanceof OwnParameter parameter) {
      values.add("shape = " + sizes(parameter.shape()));
    }
    if (field.prefix() != null) {
      values.add("prefix = \"" + field.prefix() + "\"");
    }
    if (!field.own().isEmpty()) {
      values.add("name = \"" + field.own() + "\"");
    }
    if (!field.sharedWith().isEmpty()) {
      values.add("sharedWith = \"" + field.sharedWith() + "\"");
    }
    return (field.isChild() ? "@Child" : "@Param")
        + (values.isEmpty() ? " " : "(" + String.join(", ", values) + ") ")
        + layer(field.content());
  }

  private String layer(Content content) {
    if (content instanceof Repeated repeated) {
      return "@Repeat(" + repeated.count() + ") " + layer(repeated.item());
    }
    return content instanceof OfLayer layer ? layer.layer().annotation() + " " : "";
  }

  String type(Content content) {
    if (content instanceof OfBlock held) {
      return program.blocks().get(held.block()).qualified();
    }
    if (content instanceof Repeated repeated) {
      return "Sequential<" + type(repeated.item()) + ">";
    }
    if (content instanceof Assigned assigned && assigned.container()) {
      return "Sequential<Layer>";
    }
    return content instanceof OwnParameter ? "Parameter" : "Layer";
  }

  static ProgramText writer(Program program) {
    return new ProgramText(program);
  }

  private void constructor(Block block, String parameters, StringBuilder text) {
    text.append("  public ")
        .append(block.simple())
        .append('(')
        .append(parameters)
        .append(") {");
    for (Field field : block.fields()) {
      if (field.content() instanceof Assigned assigned) {
        text.append(" this.")
            .append(field.name())
            .append(
                assigned.container()
                    ? " = dev.ashlar.layer.Sequential.unplaced();"
                    : " = dev.ashlar.layer.DenseLayer.dense(5);");
      } else if (field.content() instanceof OfBlock held
          && !program.blocks().get(held.block()).isPlain()) {
        Block made = program.blocks().get(held.block());
        text.append(" this.")
            .append(field.name())
            .append(" = ")
            .append(made.packageName())
            .append(".Named")
            .append(made.flat())
            .append(".unplaced(1);");
      }
    }
    text.append(" }\n");
  }

  private void methods(Block block, StringBuilder text) {
    if (block.forward() > 0) {
      text.append("  public SDVariable forward(SDVariable x")
          .append(", SDVariable y".repeat(block.forward() - 1))
          .append(") { return x; }\n");
    }
    for (String method : block.methods()) {
      String[] parts = method.split("/");
      text.append("  public int ")
          .append(parts[0])
          .append(parts[1].equals("1") ? "(int n)" : "()")
          .append(" { return 1; }\n");
    }
  }
}
