package dev.ashlar.processor;

import dev.ashlar.processor.diagnostic.Diagnostic;
import dev.ashlar.processor.diagnostic.Findings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the compiler's options ask of the processor: {@code -Aashlar.<name>=<value>}.
 *
 * @param summary whether to say what each block comes to
 * @param pictures the folder to draw each block into, if that is wanted
 */
record Options(boolean summary, Optional<Path> pictures) {
  static final String SUMMARY = "ashlar.summary";
  static final String PICTURES = "ashlar.pictures";

  /** Reads the options; what is wrong with them goes to {@code findings}. */
  static Options of(Map<String, String> options, Findings findings) {
    return new Options(flag(SUMMARY, options, findings), pictures(options, findings));
  }

  private static Optional<Path> pictures(Map<String, String> options, Findings findings) {
    if (!options.containsKey(PICTURES)) {
      return Optional.empty();
    }
    String name = Optional.ofNullable(options.get(PICTURES)).orElse("");
    try {
      if (!name.isBlank()) {
        return Optional.of(Path.of(name));
      }
    } catch (InvalidPathException refused) { // said below
    }
    findings.addRemark(
        Diagnostic.OPTION, PICTURES, name, "a folder to draw into, as in target/pictures");
    return Optional.empty();
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
