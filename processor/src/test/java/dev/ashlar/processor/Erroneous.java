package dev.ashlar.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * A source with mistakes, each marked by {@code «} in front of the place where its message belongs.
 * Another class, which uses what is written for the blocks, stands beside it, and must not add
 * messages of its own.
 */
final class Erroneous {
  private static final String MARK = "«";

  private final List<JavaFileObject> others = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private final String text;
  private final JavaFileObject source;
  private String user = "";

  private Erroneous(String text) {
    this.text = Arrays.stream(text.split("\n", -1)).collect(Collectors.joining("\n"));
    this.source = Compiling.source(text.replace(MARK, ""));
  }

  static Erroneous source(String text) {
    return new Erroneous(text);
  }

  /** Another source, without mistakes. */
  Erroneous with(String other) {
    others.add(Compiling.source(other));
    return this;
  }

  /** Compiler options. */
  Erroneous options(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /** Members of a class that uses what is written for the blocks. */
  Erroneous usedBy(String members) {
    user = members;
    return this;
  }

  /**
   * Compiles, and checks that there is one error for each mark, in order: at the mark, beginning
   * with the identifier, holding the rest.
   *
   * @param expected for each mark {@code "ASH-101: part of the message"}
   */
  void says(String... expected) {
    List<String> places = places();
    assertThat(places).as("marks").hasSize(expected.length);
    List<String> found = errors().stream()
        .map(error -> error.getLineNumber() + ":" + error.getColumnNumber() + " " + message(error))
        .toList();
    assertThat(found).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(found.get(i))
          .startsWith(places.get(i) + " " + id(expected[i]))
          .contains(rest(expected[i]));
    }
    checkNothingFollows();
  }

  /** Compiles, and checks that there is one error alone, in another source than this one. */
  void saysElsewhere(String expected) {
    List<Diagnostic<? extends JavaFileObject>> errors = errors();
    assertThat(errors).hasSize(1);
    assertThat(message(errors.get(0))).startsWith(id(expected)).contains(rest(expected));
    assertThat(errors.get(0).getSource().getName()).isNotEqualTo(source.getName());
    checkNothingFollows();
  }

  /** Compiles, and checks that there is this error once, whatever the compiler itself adds. */
  void saysAmongOthers(String expected) {
    assertThat(errors().stream()
            .map(Erroneous::message)
            .filter(message -> message.startsWith("ASH-"))
            .toList())
        .singleElement()
        .asString()
        .startsWith(id(expected))
        .contains(rest(expected));
  }

  /** Compiles, and checks that the one error is the compiler's own, at the mark. */
  void saysOfCompiler(String expected) {
    List<Diagnostic<? extends JavaFileObject>> errors = errors();
    assertThat(errors).hasSize(1);
    assertThat(message(errors.get(0))).contains(expected);
    assertThat(errors.get(0).getLineNumber() + ":" + errors.get(0).getColumnNumber())
        .isEqualTo(places().get(0));
  }

  private static String id(String expected) {
    return expected.substring(0, expected.indexOf(':') + 1);
  }

  private static String rest(String expected) {
    return expected.substring(expected.indexOf(':') + 1).trim();
  }

  private List<Diagnostic<? extends JavaFileObject>> errors() {
    return List.copyOf(Compiling.compile(options, sources()).errors());
  }

  private List<JavaFileObject> sources() {
    List<JavaFileObject> sources = new ArrayList<>(List.of(source));
    sources.addAll(others);
    if (!user.isEmpty()) {
      sources.add(JavaFileObjects.forSourceString(
          "demo.User", "package demo; class User { " + user + " }"));
    }
    return sources;
  }

  // Where the compiler goes on after errors, as Error Prone has it, all names can still be found.
  private void checkNothingFollows() {
    List<String> goOn = new ArrayList<>(options);
    goOn.add("-XDshould-stop.ifError=FLOW");
    assertThat(Compiling.compile(goOn, sources()).errors())
        .extracting(Erroneous::message)
        .allMatch(
            message -> !message.contains("cannot find symbol") && !message.contains("ASH-901"));
  }

  private static String message(Diagnostic<? extends JavaFileObject> error) {
    return error.getMessage(Locale.ROOT);
  }

  private List<String> places() {
    List<String> places = new ArrayList<>();
    String first = sourceText().split("\n", -1)[0];
    int added = first.length() - text.split("\n", -1)[0].replace(MARK, "").length();
    String[] lines = text.split("\n", -1);
    for (int line = 0; line < lines.length; line++) {
      String rest = lines[line];
      for (int at = rest.indexOf(MARK); at >= 0; at = rest.indexOf(MARK)) {
        places.add((line + 1) + ":" + (at + 1 + (line == 0 ? added : 0)));
        rest = rest.replaceFirst(MARK, "");
      }
    }
    return places;
  }

  private String sourceText() {
    try {
      return source.getCharContent(false).toString();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
