package dev.ashlar.processor.validate;

import dev.ashlar.processor.diagnostic.Diagnostic;
import dev.ashlar.processor.diagnostic.Findings;
import dev.ashlar.processor.model.BlockModel;
import dev.ashlar.processor.model.BlockName;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Checks that no class is written twice, nor two that differ by case alone. */
final class ClassValidator {
  private ClassValidator() {}

  static void validate(
      List<BlockModel> written, Map<BlockName, BlockModel> all, Findings findings) {
    Set<BlockName> names = new HashSet<>(all.keySet());
    Map<String, BlockName> classes = new HashMap<>();
    for (BlockModel block : written) {
      names.remove(block.name());
    }
    names.forEach(name ->
        written(name).forEach(each -> classes.put(each.toLowerCase(Locale.ROOT), name)));
    for (BlockModel block : written) {
      findings.attempt(block.name(), block.site(), () -> {
        checkLengths(block, findings);
        checkClasses(block, classes, findings);
      });
    }
  }

  private static void checkLengths(BlockModel block, Findings findings) {
    for (String name : List.of(block.name().named(), block.name().names())) {
      checkLength("class " + name, FileName.length(name), block, findings);
    }
    String outline = block.name().qualified() + ".json"; // the package is part of the file's name
    checkLength("outline " + outline, FileName.bytes(outline), block, findings);
  }

  private static void checkLength(String what, int length, BlockModel block, Findings findings) {
    if (length > FileName.MAX) {
      findings.add(
          block.name(),
          Diagnostic.NAME_LENGTH,
          block.site(),
          what,
          block.name(),
          length,
          FileName.MAX);
    }
  }

  private static void checkClasses(
      BlockModel block, Map<String, BlockName> classes, Findings findings) {
    for (String each : written(block.name())) {
      BlockName before = classes.putIfAbsent(each.toLowerCase(Locale.ROOT), block.name());
      if (before != null
          && !before.equals(block.name())
          && !findings.has(block.name(), Diagnostic.CLASS_COLLISION)) {
        findings.add(
            block.name(),
            Diagnostic.CLASS_COLLISION,
            block.site(),
            each,
            block.name(),
            "the one written for " + before);
      }
    }
  }

  private static Collection<String> written(BlockName name) {
    return List.of(name.qualifiedNamed(), name.qualifiedNames());
  }
}
