package dev.ashlar.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.ashlar.processor.model.ChildModel.Around;
import dev.ashlar.processor.model.ChildModel.Assigned;
import dev.ashlar.processor.model.ChildModel.Content;
import dev.ashlar.processor.model.ChildModel.OfBlock;
import dev.ashlar.processor.model.ChildModel.OfLayer;
import dev.ashlar.processor.model.ChildModel.Repeated;
import dev.ashlar.processor.model.LayerModel;
import dev.ashlar.processor.model.LayerModel.Constant;
import dev.ashlar.processor.model.LayerModel.Setting;
import java.util.List;

/** The expressions that make children. */
final class ContentCode {
  private ContentCode() {}

  /** Whether the constructor written for the parent makes it. */
  static boolean isMade(Content content) {
    return !(content instanceof Assigned) && !(content instanceof OfBlock held && held.assigned());
  }

  /** The expression that makes it: {@code DenseLayer.dense(128).activation(Activation.RELU)}. */
  static CodeBlock of(Content content) {
    if (content instanceof OfLayer layer) {
      return layer(layer.layer());
    }
    if (content instanceof OfBlock held) {
      return CodeBlock.of(
          "$T.unplaced()",
          ClassName.get(held.block().packageName(), held.block().named()));
    }
    if (content instanceof Repeated repeated) {
      CodeBlock prefix =
          repeated.itemPrefix().map(each -> CodeBlock.of("$S, ", each)).orElse(CodeBlock.of(""));
      return CodeBlock.of(
          "$T.repeat($L, $L$L)",
          Written.SEQUENTIAL,
          repeated.count(),
          prefix,
          supplier(repeated.item()));
    }
    if (content instanceof Around around) {
      return CodeBlock.of("$T.residual($L)", Written.RESIDUAL, of(around.item()));
    }
    throw new IllegalArgumentException("only the user's constructor makes " + content);
  }

  private static CodeBlock supplier(Content item) {
    return item instanceof OfBlock held
        ? CodeBlock.of(
            "$T::unplaced",
            ClassName.get(held.block().packageName(), held.block().named()))
        : CodeBlock.of("() -> $L", of(item));
  }

  private static CodeBlock layer(LayerModel layer) {
    CodeBlock arguments = layer.settings().stream()
        .filter(Setting::required)
        .map(setting -> literal(setting.value()))
        .collect(CodeBlock.joining(", "));
    CodeBlock.Builder code = CodeBlock.builder()
        .add("$T.$L($L)", Written.className(layer.layerClass()), layer.factory(), arguments);
    for (Setting setting : layer.settings()) {
      if (!setting.required()) {
        code.add(".$L($L)", setting.name(), literal(setting.value()));
      }
    }
    return code.build();
  }

  private static CodeBlock literal(Object value) {
    if (value instanceof Constant constant) {
      return CodeBlock.of("$T.$L", Written.className(constant.enumClass()), constant.name());
    }
    if (value instanceof String text) {
      return CodeBlock.of("$S", text);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(ContentCode::literal).collect(CodeBlock.joining(", "));
    }
    if (value instanceof Long number) {
      return CodeBlock.of("$LL", number);
    }
    return value instanceof Float number ? CodeBlock.of("$Lf", number) : CodeBlock.of("$L", value);
  }
}
