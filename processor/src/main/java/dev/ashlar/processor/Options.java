package dev.ashlar.processor;

import dev.ashlar.processor.diagnostic.Diagnostic;
import dev.ashlar.processor.diagnostic.Findings;
import java.util.Map;

/**
 * What the compiler's options ask of the processor: {@code -Aashlar.<name>=<value>}.
 *
 * @param summary whether to say what each block comes to
 */
record Options(boolean summary) {
  static final String SUMMARY = "ashlar.summary";

  /** Reads the options; what is wrong with them goes to {@code findings}. */
  static Options of(Map<String, String> options, Findings findings) {
    return new Options(flag(SUMMARY, options, findings));
  }

  // An option without a value is one that is asked for.
  private static boolean flag(String name, Map<String, String> options, Findings findings) {
    String value = options.containsKey(name) ? options.get(name) : "false";
    if (value == null || value.isEmpty() || value.equals("true")) {
      return true;
    }
    if (!value.equals("false")) {
      findings.addRemark(Diagnostic.OPTION, name, value, "true or false");
    }
    return false;
  }
}
