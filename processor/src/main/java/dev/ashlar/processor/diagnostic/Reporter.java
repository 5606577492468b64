package dev.ashlar.processor.diagnostic;

import dev.ashlar.processor.model.Site;
import java.util.HashSet;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;

/** Tells the compiler what was found, each thing once. */
public final class Reporter {
  private final Messager messager;
  private final Set<String> said = new HashSet<>();

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
      if (said.add(
          site.element().getEnclosingElement() + "." + site.element() + ": " + finding.message())) {
        messager.printMessage(
            finding.diagnostic().severity(),
            finding.message(),
            site.element(),
            site.annotation(),
            site.value());
      }
    }
  }
}
