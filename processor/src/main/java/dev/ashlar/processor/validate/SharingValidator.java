package dev.ashlar.processor.validate;

import dev.ashlar.layer.LayerSpec;
import dev.ashlar.layer.ParameterSpec;
import dev.ashlar.processor.diagnostic.Diagnostic;
import dev.ashlar.processor.diagnostic.Findings;
import dev.ashlar.processor.model.BlockModel;
import dev.ashlar.processor.model.ChildModel;
import dev.ashlar.processor.model.ChildModel.OfLayer;
import dev.ashlar.shape.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks that a child which shares parameters names a layer above it that has the same ones. */
final class SharingValidator {
  private SharingValidator() {}

  static void validate(BlockModel block, Findings findings) {
    Map<String, LayerSpec> above = new LinkedHashMap<>();
    List<String> broken =
        block.broken().stream().map(each -> each.child().field()).toList();
    for (ChildModel child : block.children()) {
      child
          .sharedWith()
          .filter(other -> !broken.contains(other))
          .ifPresent(other -> check(block, child, other, above, findings));
      if (child.content() instanceof OfLayer layer) {
        above.put(child.field(), layer.layer().spec());
      }
    }
  }

  private static void check(
      BlockModel block,
      ChildModel child,
      String other,
      Map<String, LayerSpec> above,
      Findings findings) {
    if (!above.containsKey(other)) {
      String suggestion = NearestName.of(other, above.keySet())
          .map(nearest -> ". Did you mean \"" + nearest + "\"?")
          .orElse("");
      findings.add(
          block.name(),
          Diagnostic.SHARED_UNKNOWN,
          child.site(),
          child.field(),
          other,
          block.name(),
          suggestion);
      return;
    }
    if (!(child.content() instanceof OfLayer layer)) {
      findings.add(
          block.name(),
          Diagnostic.SHARED_MISFIT,
          child.site(),
          child.field(),
          other,
          "it is no single layer");
      return;
    }
    List<ParameterSpec> own = layer.layer().spec().parameters(Shape.unknown());
    List<ParameterSpec> shared = above.get(other).parameters(Shape.unknown());
    if (!names(own).equals(names(shared))) {
      findings.add(
          block.name(),
          Diagnostic.SHARED_MISFIT,
          child.site(),
          child.field(),
          other,
          "it has " + names(own) + ", the other " + names(shared));
    }
  }

  private static List<String> names(List<ParameterSpec> parameters) {
    return parameters.stream().map(ParameterSpec::name).toList();
  }
}
