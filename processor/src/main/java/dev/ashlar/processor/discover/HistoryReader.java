package dev.ashlar.processor.discover;

import dev.ashlar.naming.NameRule;
import dev.ashlar.processor.diagnostic.Diagnostic;
import dev.ashlar.processor.diagnostic.Findings;
import dev.ashlar.processor.model.BlockName;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.SourceVersion;

/** Reads what annotations say of the past: former names, and the version of what files hold. */
final class HistoryReader {
  private static final String FORMERLY = "formerly";

  private HistoryReader() {}

  /** The version of a block. */
  static int version(Mirror annotation, BlockName block, Findings findings) {
    int version = annotation.get("version", Integer.class);
    if (version < 1) {
      findings.add(
          block,
          Diagnostic.BLOCK_VALUE,
          annotation.site("version"),
          "version = " + version,
          block,
          "a version must be at least 1");
      return 1;
    }
    return version;
  }

  /** The names that a block's class had before. */
  static List<String> classNames(Mirror annotation, BlockName block, Findings findings) {
    List<String> names = new ArrayList<>();
    for (String name : annotation.strings(FORMERLY)) {
      if (SourceVersion.isName(name) && !name.equals(block.qualified())) {
        names.add(name);
      } else {
        findings.add(
            block,
            Diagnostic.BLOCK_VALUE,
            annotation.site(FORMERLY),
            FORMERLY + " = \"" + name + "\"",
            block,
            name.equals(block.qualified())
                ? "that is its name now. Remove it"
                : "that is no class's name. Write it with its package, as in \"shop.models.Ranker\"");
      }
    }
    return List.copyOf(names);
  }

  /** The names that a child or parameter had before in its block. */
  static List<String> memberNames(
      String field, Mirror annotation, BlockName block, Findings findings) {
    List<String> names = new ArrayList<>();
    for (String name : annotation.strings(FORMERLY)) {
      try {
        names.add(NameRule.checkPart(name));
      } catch (IllegalArgumentException refused) {
        findings.add(
            block,
            Diagnostic.NAME_PART,
            annotation.site(FORMERLY),
            field,
            String.valueOf(refused.getMessage()));
      }
    }
    return List.copyOf(names);
  }
}
