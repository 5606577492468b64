package dev.ashlar.processor.write;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;

/** Writes {@code XNames}: the names, shapes and types of a block's whole tree, as constants. */
final class NamesWriter {
  private NamesWriter() {}

  static TypeSpec write(BlockModel block, Tree tree) {
    TypeSpec.Builder names = TypeSpec.classBuilder(block.name().names())
        .addAnnotation(Written.GENERATED)
        .addJavadoc(
            "The names in {@link $T}: of each block its hint, prefix and structural path; of each parameter its name, structural\n"
                + "name, shape and type. Prefixes and names are relative to the block's own prefix.\n",
            ClassName.get((TypeElement) block.site().element()));
    if (block.isPublic()) {
      names.addModifiers(PUBLIC);
    }
    names.addModifiers(FINAL).addMethod(hidden());
    names.addField(constant("SCHEMA_HASH", schemaHash(tree)).toBuilder()
        .addJavadoc(
            "The SHA-256 of all structural names with their types and shapes: equal for models that share files.\n")
        .build());
    names.addField(constant("FIELDS", fields(block)).toBuilder()
        .addJavadoc("The fields of the parameters, then of the children, in order.\n")
        .build());
    addConstants(names, tree, Set.of("SCHEMA_HASH", "FIELDS"));
    Map<String, TypeSpec> nested = new LinkedHashMap<>();
    tree.walk()
        .filter(inner -> !inner.path().isEmpty())
        .forEach(inner -> nested.putIfAbsent(inner.className(), nested(inner)));
    return names.addTypes(nested.values()).build();
  }

  private static TypeSpec nested(Tree tree) {
    TypeSpec.Builder nested = TypeSpec.classBuilder(tree.className())
        .addModifiers(PUBLIC, STATIC, FINAL)
        .addJavadoc(
            "{@code $L}: {@code $L}.\n",
            CommentText.of(tree.path()),
            CommentText.of(tree.description()))
        .addMethod(hidden());
    addConstants(nested, tree, Set.of());
    return nested.build();
  }

  /** The class for a block whose names are not known. */
  static TypeSpec empty(BlockName block, TypeElement type) {
    return TypeSpec.classBuilder(block.names())
        .addAnnotation(Written.GENERATED)
        .addModifiers(PUBLIC, FINAL)
        .addMethod(hidden())
        .build();
  }

  private static String fields(BlockModel block) {
    return Stream.concat(
            block.params().stream().map(ParamModel::field),
            block.children().stream().map(ChildModel::field))
        .collect(Collectors.joining(","));
  }

  // Each once: where two meet, which is an error, a second one would be another.
  private static void addConstants(TypeSpec.Builder type, Tree tree, Set<String> taken) {
    Map<String, String> constants = new LinkedHashMap<>();
    tree.hint().ifPresent(hint -> constants.put("HINT", hint));
    tree.prefix().ifPresent(prefix -> constants.put("PREFIX", prefix));
    constants.put("PATH", tree.path());
    for (Leaf leaf : tree.parameters()) {
      leaf.name().ifPresent(name -> constants.putIfAbsent(leaf.constant(), name));
      constants.putIfAbsent(leaf.constant() + "_PATH", leaf.structuralName());
      constants.putIfAbsent(leaf.constant() + "_SHAPE", leaf.shape().toString());
      constants.putIfAbsent(leaf.constant() + "_DTYPE", leaf.dtype().toString());
    }
    constants.keySet().removeAll(taken);
    constants.forEach((name, value) -> type.addField(constant(name, value)));
  }

  private static FieldSpec constant(String name, String value) {
    return FieldSpec.builder(String.class, name, PUBLIC, STATIC, FINAL)
        .initializer("$S", value)
        .build();
  }

  private static MethodSpec hidden() {
    return MethodSpec.constructorBuilder().addModifiers(PRIVATE).build();
  }

  static String schemaHash(Tree tree) {
    SchemaHash hash = new SchemaHash();
    tree.leaves().forEach(leaf -> hash.add(leaf.structuralName(), leaf.dtype(), leaf.shape()));
    return hash.toString();
  }
}
