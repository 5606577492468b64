package dev.ashlar.processor.write;

import dev.ashlar.naming.SchemaHash;
import dev.ashlar.processor.model.BlockModel;
import dev.ashlar.processor.model.BlockName;
import dev.ashlar.processor.model.ChildModel;
import dev.ashlar.processor.model.ParamModel;
import dev.ashlar.processor.model.Tree;
import dev.ashlar.processor.model.Tree.Leaf;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Writes {@code XNames}: the names, shapes and types of a block's whole tree, as constants.
 *
 * <p>All of them are strings, so there are no types to import and none that could clash: the text
 * is written as it stands.
 */
final class NamesWriter {
  private static final String ROOT_INDENT = "  ";
  private static final Set<String> OF_ROOT = Set.of("SCHEMA_HASH", "FIELDS");

  private final BlockName block;
  private final StringBuilder text = new StringBuilder();
  private String string = "String";

  private NamesWriter(BlockName block) {
    this.block = block;
  }

  /**
   * The source of the class.
   *
   * @param hidden the classes of {@code java.lang} that others of the block's package hide
   */
  static String write(BlockModel block, Tree tree, Set<String> hidden) {
    Map<String, Tree> nested = new LinkedHashMap<>();
    tree.walk()
        .filter(inner -> !inner.path().isEmpty())
        .forEach(inner -> nested.putIfAbsent(inner.className(), inner));
    NamesWriter names = new NamesWriter(block.name());
    if (hidden.contains("String") || nested.containsKey("String")) {
      names.string = "java.lang.String";
    }
    names.begin();
    names.comment("", """
        The names in {@link %s}: of each block its hint, prefix and structural path; of each parameter its name, structural
        name, shape and type. Prefixes and names are relative to the block's own prefix.
        """.formatted(link(block.name(), nested)));
    names.beginClass(block.isPublic());
    names.comment(
        ROOT_INDENT,
        "The SHA-256 of all structural names with their types and shapes: equal for models that share files.\n");
    names.constant(ROOT_INDENT, "SCHEMA_HASH", schemaHash(tree));
    names.comment(ROOT_INDENT, "The fields of the parameters, then of the children, in order.\n");
    names.constant(ROOT_INDENT, "FIELDS", fields(block));
    names.constants(ROOT_INDENT, tree, OF_ROOT);
    names.constructor(ROOT_INDENT, block.name().names());
    nested.forEach(names::nested);
    return names.end();
  }

  /** The source of the class for a block whose names are not known. */
  static String empty(BlockName block) {
    NamesWriter names = new NamesWriter(block);
    names.begin();
    names.beginClass(true);
    names.constructor(ROOT_INDENT, block.names());
    return names.end();
  }

  // A class of constants can have the name of the block's.
  private static String link(BlockName block, Map<String, Tree> nested) {
    String outermost = block.className().split("\\.")[0];
    return nested.containsKey(outermost) ? block.qualified() : block.className();
  }

  private void begin() {
    if (!block.packageName().isEmpty()) {
      text.append("package ").append(block.packageName()).append(";\n\n");
    }
    text.append("import ").append(Written.GENERATED_CLASS.canonicalName()).append(";\n\n");
  }

  private void beginClass(boolean isPublic) {
    text.append("@").append(Written.GENERATED_CLASS.simpleName());
    text.append("(\"").append(Written.PROCESSOR).append("\")\n");
    text.append(isPublic ? "public final class " : "final class ");
    text.append(block.names()).append(" {\n");
  }

  private String end() {
    return text.append("}\n").toString();
  }

  private void nested(String name, Tree tree) {
    String indent = ROOT_INDENT + "  ";
    text.append('\n');
    comment(
        ROOT_INDENT,
        "{@code " + CommentText.of(tree.path()) + "}: {@code " + CommentText.of(tree.description())
            + "}.\n");
    text.append(ROOT_INDENT).append("public static final class ").append(name).append(" {\n");
    constants(indent, tree, Set.of());
    constructor(indent, name);
    text.append(ROOT_INDENT).append("}\n");
  }

  private static String fields(BlockModel block) {
    StringJoiner fields = new StringJoiner(",");
    for (ParamModel param : block.params()) {
      fields.add(param.field());
    }
    for (ChildModel child : block.children()) {
      fields.add(child.field());
    }
    return fields.toString();
  }

  // Each once: where two meet, which is an error, a second one would be another.
  private void constants(String indent, Tree tree, Set<String> taken) {
    Map<String, String> constants = new LinkedHashMap<>();
    tree.hint().ifPresent(hint -> constants.put("HINT", hint));
    tree.prefix().ifPresent(prefix -> constants.put("PREFIX", prefix));
    constants.put("PATH", tree.path());
    for (Leaf leaf : tree.parameters()) {
      String constant = leaf.constant();
      leaf.name().ifPresent(name -> constants.putIfAbsent(constant, name));
      constants.putIfAbsent(constant + "_PATH", leaf.structuralName());
      constants.putIfAbsent(constant + "_SHAPE", leaf.shape().toString());
      constants.putIfAbsent(constant + "_DTYPE", leaf.dtype().toString());
    }
    constants.keySet().removeAll(taken);
    constants.forEach((name, value) -> constant(indent, name, value));
  }

  private void constant(String indent, String name, String value) {
    text.append(indent)
        .append("public static final ")
        .append(string)
        .append(' ')
        .append(name);
    text.append(" = ");
    literal(value);
    text.append(";\n\n");
  }

  private void literal(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (Character.isISOControl(c)) {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }

  private void constructor(String indent, String name) {
    text.append(indent).append("private ").append(name).append("() {\n");
    text.append(indent).append("}\n");
  }

  private void comment(String indent, String lines) {
    text.append(indent).append("/**\n");
    for (String line : lines.split("\n")) {
      text.append(indent).append(" * ").append(line).append('\n');
    }
    text.append(indent).append(" */\n");
  }

  private static String schemaHash(Tree tree) {
    SchemaHash hash = new SchemaHash();
    tree.leaves().forEach(leaf -> hash.add(leaf.structuralName(), leaf.dtype(), leaf.shape()));
    return hash.toString();
  }
}
