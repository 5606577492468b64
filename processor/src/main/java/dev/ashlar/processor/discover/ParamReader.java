package dev.ashlar.processor.discover;

import dev.ashlar.naming.NameRule;
import dev.ashlar.processor.diagnostic.Diagnostic;
import dev.ashlar.processor.diagnostic.Findings;
import dev.ashlar.processor.model.BlockName;
import dev.ashlar.processor.model.ParamModel;
import dev.ashlar.processor.model.Site;
import dev.ashlar.shape.DType;
import dev.ashlar.shape.Shape;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.Types;

/** Reads a field that is annotated as a parameter. */
final class ParamReader {
  private static final String PARAMETER = "dev.ashlar.Parameter";

  private final Types types;

  ParamReader(Types types) {
    this.types = types;
  }

  Optional<ParamModel> read(
      VariableElement field, Site site, Mirror param, BlockName block, Findings findings) {
    String fieldName = field.getSimpleName().toString();
    MentionedTypes.of(field.asType());
    if (!ErasedName.of(field.asType(), types).equals(PARAMETER)) {
      findings.add(
          block, Diagnostic.PARAM_TYPE, Site.of(field), fieldName, field.asType(), fieldName);
      return Optional.empty();
    }
    int[] sizes = param.ints("shape");
    if (Arrays.stream(sizes).anyMatch(size -> size < 1)) {
      findings.add(
          block, Diagnostic.PARAM_SHAPE, param.site("shape"), fieldName, Arrays.toString(sizes));
      return Optional.empty();
    }
    String name = nameOr(fieldName, param, block, findings);
    double constant = param.get("constant", Double.class);
    if (Double.isInfinite(constant)) {
      findings.add(block, Diagnostic.PARAM_CONSTANT, param.site("constant"), fieldName, constant);
      return Optional.empty();
    }
    String dtype = param.get("dtype", VariableElement.class).getSimpleName().toString();
    return Optional.of(new ParamModel(
        fieldName,
        site,
        name,
        HistoryReader.memberNames(fieldName, param, block, findings),
        Shape.ofInts(sizes),
        DType.valueOf(dtype),
        Double.isNaN(constant) ? OptionalDouble.empty() : OptionalDouble.of(constant),
        param.flag("trainable")));
  }

  /** The structural name that an annotation gives, or the one that holds without it. */
  static String nameOr(String otherwise, Mirror annotation, BlockName block, Findings findings) {
    String name = annotation.string("name");
    try {
      return NameRule.checkPart(name.isEmpty() ? otherwise : name);
    } catch (IllegalArgumentException refused) {
      findings.add(
          block,
          Diagnostic.NAME_PART,
          annotation.site("name"),
          otherwise,
          String.valueOf(refused.getMessage()));
      return otherwise;
    }
  }
}
