package dev.ashlar.processor.random;

import dev.ashlar.processor.random.Program.Block;
import dev.ashlar.processor.random.Program.Field;
import dev.ashlar.processor.random.Program.OfBlock;
import dev.ashlar.processor.random.Program.OfLayer;
import dev.ashlar.processor.random.Program.OwnParameter;
import dev.ashlar.processor.random.Program.Plain;
import dev.ashlar.processor.random.Program.Repeated;
import dev.ashlar.processor.random.Program.Wrong;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Puts one mistake into a program, of which it is known what must be said. */
final class Spoiler {
  private final Program program;
  private final ProgramText text;
  private final List<Wrong> possible = new ArrayList<>();

  private Spoiler(Program program) {
    this.program = program;
    this.text = ProgramText.writer(program);
  }

  static Program spoil(Program program, Random random) {
    Spoiler spoiler = new Spoiler(program);
    int block = random.nextInt(program.blocks().size());
    Block declared = program.blocks().get(block);
    int field =
        declared.fields().isEmpty() ? -1 : random.nextInt(declared.fields().size() + 1) - 1;
    if (field < 0) {
      spoiler.spoilClass(block, declared);
    } else {
      spoiler.spoilField(block, field, declared);
    }
    if (spoiler.possible.isEmpty()) {
      return program;
    }
    Wrong wrong = spoiler.possible.get(random.nextInt(spoiler.possible.size()));
    return new Program(program.blocks(), program.plain(), wrong);
  }

  private void spoilClass(int block, Block declared) {
    boolean isExtended = program.blocks().stream().anyMatch(each -> each.parent() == block);
    boolean holds = program.blocks().stream()
        .anyMatch(each -> each.qualified().startsWith(declared.qualified() + "."));
    // Where it is made with arguments, someone else's constructor names the written class.
    if (!declared.isPlain()) {
      return;
    }
    if (!isExtended) {
      possible.add(new Wrong("ASH-101", block, -1, "final class %s"));
      if (!holds && declared.parent() < 0) {
        possible.add(new Wrong("ASH-101", block, -1, "interface %s"));
        possible.add(new Wrong("ASH-101", block, -1, "enum %s"));
        possible.add(new Wrong("ASH-101", block, -1, "record %s()"));
      }
      possible.add(new Wrong("ASH-103", block, -1, "abstract int absent(String of);"));
    }
    for (String forward : List.of(
        "private SDVariable forward(SDVariable x) { return x; }",
        "void forward(SDVariable x, SDVariable y) { }",
        "SDVariable forward(int n) { return null; }",
        "SDVariable forward(SDVariable x) throws Exception { return x; }")) {
      if (program.lineage(block).stream().allMatch(each -> each.forward() == 0) && !isExtended) {
        possible.add(new Wrong("ASH-104", block, -1, forward));
      }
    }
    if (!isExtended) {
      possible.add(new Wrong("ASH-108", block, -1, "String prefix() { return null; }"));
    }
  }

  private void spoilField(int block, int index, Block declared) {
    Field field = declared.fields().get(index);
    if (field.content() instanceof Plain) {
      return;
    }
    String annotations = text.annotations(field);
    String type = text.type(field.content());
    boolean isAssigned = !declared.constructors().isEmpty(); // through this, which warns
    for (String modifier : isAssigned ? List.of("private ") : List.of("private ", "static ")) {
      add("ASH-203", block, index, annotations + modifier + type + " " + field.name() + ";");
    }
    if (declared.constructors().isEmpty()) {
      add("ASH-203", block, index, annotations + "final " + type + " " + field.name() + " = null;");
    }
    String rest = field.access() + type + " " + field.name() + ";";
    if (field.content() instanceof OwnParameter) {
      add("ASH-214", block, index, "@Child @Flatten " + annotations + rest);
      add("ASH-215", block, index, annotations + field.access() + "Object " + field.name() + ";");
      add("ASH-216", block, index, "@Param(shape = {2, 0}) " + rest);
      add("ASH-223", block, index, "@Param(shape = 2, constant = 1.0 / 0) " + rest);
      add("ASH-213", block, index, "@Param(shape = 2, name = \"a.b\") " + rest);
      return;
    }
    if (field.content() instanceof OfLayer layer) {
      String annotation = layer.layer().annotation();
      add("ASH-205", block, index, annotations + field.access() + "String " + field.name() + ";");
      add(
          "ASH-206",
          block,
          index,
          "@Child @Dense(units = 3) " + field.access() + "FlattenLayer " + field.name() + ";");
      add(
          "ASH-207",
          block,
          index,
          annotations
              + (layer.layer() == RandomLayer.FLATTEN ? "@LayerNorm " : "@Flatten ")
              + rest);
      add("ASH-202", block, index, annotation + " " + rest);
      add("ASH-217", block, index, "@Child @Dense(units = 0) " + rest);
      add("ASH-217", block, index, "@Child @Dropout(rate = 1) " + rest);
      add("ASH-210", block, index, "@Child @Repeat(2) " + annotation + " " + rest);
      add("ASH-221", block, index, "@Child(sharedWith = \"absent\") " + annotation + " " + rest);
      add("ASH-213", block, index, "@Child(prefix = \"a\\n\") " + annotation + " " + rest);
      if (declared.constructors().isEmpty()) {
        add("ASH-209", block, index, "@Child " + field.access() + "Layer " + field.name() + ";");
      }
    } else if (field.content() instanceof OfBlock) {
      add("ASH-208", block, index, annotations + "@Flatten " + rest);
    } else if (field.content() instanceof Repeated repeated) {
      add("ASH-212", block, index, "@Child @Repeat(0) " + rest);
      if (repeated.item() instanceof OfLayer) {
        add("ASH-211", block, index, "@Child @Repeat(2) " + rest);
      }
    }
  }

  private void add(String id, int block, int field, String line) {
    possible.add(new Wrong(id, block, field, line));
  }
}
