package dev.ashlar.processor.write;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.ashlar.processor.model.BlockModel;
import dev.ashlar.processor.model.ChildModel;
import dev.ashlar.processor.model.Tree;
import dev.ashlar.processor.model.Tree.Leaf;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;

/** Writes {@code XNames}: the names, shapes and types of a block's whole tree, as constants. */
final class NamesWriter {
  private NamesWriter() {}

  static TypeSpec write(BlockModel block, Tree tree) {
    TypeSpec.Builder names =
        TypeSpec.classBuilder(block.name().names())
            .addOriginatingElement(block.site().element())
            .addAnnotation(Written.GENERATED)
            .addJavadoc(
                "The names in {@link $T}: of each block its hint, prefix and structural path; of each parameter its name, structural\n"
                    + "name, shape and type. Prefixes and names are relative to the block's own prefix.\n",
                ClassName.get((TypeElement) block.site().element()));
    if (block.isPublic()) {
      names.addModifiers(PUBLIC);
    }
    names.addModifiers(FINAL).addMethod(hidden());
    names.addField(
        constant("SCHEMA_HASH", schemaHash(tree)).toBuilder()
            .addJavadoc("The SHA-256 of all structural names with their types and shapes: equal for models that share files.\n")
            .build());
    names.addField(
        constant("FIELDS", block.children().stream().map(ChildModel::field).collect(Collectors.joining(","))).toBuilder()
            .addJavadoc("The fields of the children, in order.\n")
            .build());
    addConstants(names, tree);
    tree.walk()
        .filter(inner -> !inner.path().isEmpty())
        .forEach(
            inner -> {
              TypeSpec.Builder nested =
                  TypeSpec.classBuilder(inner.className())
                      .addModifiers(PUBLIC, STATIC, FINAL)
                      .addJavadoc("{@code $L}: {@code $L}.\n", inner.path(), inner.description())
                      .addMethod(hidden());
              addConstants(nested, inner);
              names.addType(nested.build());
            });
    return names.build();
  }

  private static void addConstants(TypeSpec.Builder type, Tree tree) {
    tree.hint().ifPresent(hint -> type.addField(constant("HINT", hint)));
    tree.prefix().ifPresent(prefix -> type.addField(constant("PREFIX", prefix)));
    type.addField(constant("PATH", tree.path()));
    for (Leaf leaf : tree.parameters()) {
      leaf.name().ifPresent(name -> type.addField(constant(leaf.constant(), name)));
      type.addField(constant(leaf.constant() + "_PATH", leaf.structuralName()));
      type.addField(constant(leaf.constant() + "_SHAPE", leaf.shape().toString()));
      type.addField(constant(leaf.constant() + "_DTYPE", leaf.dtype().toString()));
    }
  }

  private static FieldSpec constant(String name, String value) {
    return FieldSpec.builder(String.class, name, PUBLIC, STATIC, FINAL).initializer("$S", value).build();
  }

  private static MethodSpec hidden() {
    return MethodSpec.constructorBuilder().addModifiers(PRIVATE).build();
  }

  static String schemaHash(Tree tree) {
    String schema =
        tree.leaves()
            .map(leaf -> leaf.structuralName() + " " + leaf.dtype() + " " + leaf.shape() + "\n")
            .sorted()
            .collect(Collectors.joining());
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(schema.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
