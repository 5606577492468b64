package dev.ashlar.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.processor.gluon.CaseComparison;
import dev.ashlar.processor.gluon.CaseCompiler;
import dev.ashlar.processor.gluon.CaseFile;
import dev.ashlar.processor.gluon.GluonCase;
import dev.ashlar.processor.gluon.LayerSpelling;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Names, shapes and refusals of random block classes against those of Gluon. */
class GluonCasesTest {
  private static final int DIFFERENCES_TOLD = 3;

  private final Map<String, Integer> missingLayers = new TreeMap<>();
  private final List<String> failures = new ArrayList<>();
  private int compared;
  private int skipped;

  @Test
  void everyCaseIsAsInGluon() throws IOException {
    try (CaseCompiler compiler = new CaseCompiler()) {
      for (GluonCase each : CaseFile.read()) {
        List<String> missing =
            each.layers().stream().filter(layer -> !LayerSpelling.exists(layer)).toList();
        if (missing.isEmpty()) {
          compare(each, compiler);
        } else {
          skipped++;
          missing.forEach(layer -> missingLayers.merge(layer, 1, Integer::sum));
        }
      }
    }
    if (skipped > 0) {
      System.out.println(missingLayers.entrySet().stream()
          .map(each -> each.getKey() + " (" + each.getValue() + " cases)")
          .collect(Collectors.joining(", ", "skipped for want of layers: ", "")));
    }
    System.out.println(
        "cases compared: " + compared + ", skipped: " + skipped + ", failed: " + failures.size());
    assertThat(failures).as("cases that are not as in Gluon").isEmpty();
    if (CaseFile.isDefault()) {
      assertThat(missingLayers).as("layers of Gluon that are missing").isEmpty();
    }
    assertThat(compared + skipped).as("cases in the file").isPositive();
  }

  private void compare(GluonCase each, CaseCompiler compiler) {
    compared++;
    List<String> differences = CaseComparison.differences(each, compiler);
    if (!differences.isEmpty()) {
      String more = differences.size() > DIFFERENCES_TOLD
          ? "\n  … and " + (differences.size() - DIFFERENCES_TOLD) + " more"
          : "";
      failures.add(differences.stream()
          .limit(DIFFERENCES_TOLD)
          .collect(Collectors.joining(
              "\n  ", "case " + each.id() + " (" + each.kind() + "):\n  ", more)));
    }
  }
}
