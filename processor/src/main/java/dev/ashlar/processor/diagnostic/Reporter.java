package dev.ashlar.processor.diagnostic;

import dev.ashlar.processor.model.BlockName;
import dev.ashlar.processor.model.Site;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;

/** Tells the compiler what was found, each thing once. */
public final class Reporter {
  private final Messager messager;
  private final Set<String> said = new HashSet<>();
  private final Map<String, Optional<BlockName>> saidOf = new HashMap<>();

  /** A reporter that has said nothing yet. */
  public Reporter(Messager messager) {
    this.messager = messager;
  }

  /**
   * Reports the findings in source order.
   *
   * @param roots the classes of the round, in order
   */
  public void report(Findings findings, Set<? extends Element> roots) {
    for (Remark remark : findings.remarks()) {
      if (said.add(remark.message())) {
        messager.printMessage(remark.diagnostic().severity(), remark.message());
      }
    }
    SourceOrder order = new SourceOrder(roots);
    for (Finding finding : findings.all().stream().sorted(order).toList()) {
      Site site = finding.site();
      String place = site.element().getEnclosingElement() + "." + site.element() + ": ";
      if (isSaidFirst(place, finding) && said.add(place + finding.message())) {
        messager.printMessage(
            finding.diagnostic().severity(),
            finding.message(),
            site.element(),
            site.annotation(),
            site.value());
      }
    }
  }

  // What is wrong with a field is wrong with every block that inherits it: one of them says so.
  private boolean isSaidFirst(String place, Finding finding) {
    Optional<BlockName> first =
        saidOf.putIfAbsent(place + finding.diagnostic().id(), finding.block());
    return first == null
        || first.equals(finding.block())
        || !finding.site().element().getKind().isField();
  }
}
