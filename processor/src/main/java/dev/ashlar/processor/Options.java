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
 * @param lock the file of the lock; empty if there is none
 * @param update whether to write the lock
 */
record Options(boolean summary, Optional<Path> pictures, Optional<Path> lock, boolean update) {
  static final String SUMMARY = "ashlar.summary";
  static final String PICTURES = "ashlar.pictures";
  static final String LOCK = "ashlar.lock";
  static final String UPDATE = "ashlar.lock.update";

  /** Reads the options; what is wrong with them goes to {@code findings}. */
  static Options of(Map<String, String> options, Findings findings) {
    boolean update = flag(UPDATE, options, findings);
    if (update && !options.containsKey(LOCK)) {
      findings.addRemark(
          Diagnostic.OPTION, UPDATE, "true", "-A" + LOCK + "=<file> beside it, the file to write");
    }
    return new Options(
        flag(SUMMARY, options, findings),
        path(PICTURES, "a folder to draw into, as in target/pictures", options, findings),
        path(LOCK, "the path of a file, as in ashlar.lock", options, findings),
        update);
  }

  private static Optional<Path> path(
      String option, String expected, Map<String, String> options, Findings findings) {
    if (!options.containsKey(option)) {
      return Optional.empty();
    }
    String name = Optional.ofNullable(options.get(option)).orElse("");
    try {
      if (!name.isBlank()) {
        return Optional.of(Path.of(name));
      }
    } catch (InvalidPathException refused) { // said below
    }
    findings.addRemark(Diagnostic.OPTION, option, name, expected);
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
