package dev.ashlar.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.JavaFileObjects;
import dev.ashlar.processor.gluon.MemoryFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Sources as no one would write them. A line that ends in {@code // ASH-nnn} has that error and no
 * other, once; of one that ends in {@code // javac} the compiler alone speaks, as often as it
 * likes; no other line has an error.
 */
final class Odd {
  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  /** The class path, opened once for all. */
  private static final StandardJavaFileManager FILES =
      COMPILER.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);

  private static final Pattern MARK = Pattern.compile("// ((?:ASH-\\d+ ?|javac ?)+)$");

  private final Map<String, String> texts = new TreeMap<>();
  private final List<JavaFileObject> sources = new ArrayList<>();

  private Odd(String... texts) {
    for (String text : texts) {
      JavaFileObject source = text.startsWith("unnamed ")
          ? unnamed(text.substring("unnamed ".length()))
          : Compiling.source(text);
      sources.add(source);
      this.texts.put(source.toUri().getPath(), text);
    }
  }

  // A class of the package without a name.
  private static JavaFileObject unnamed(String text) {
    Matcher type =
        Pattern.compile("\\b(?:class|interface|enum|record) ([\\w$]+)").matcher(text);
    assertThat(type.find()).isTrue();
    return JavaFileObjects.forSourceString(
        type.group(1), "import dev.ashlar.*; import dev.ashlar.layer.*; " + text);
  }

  /** Compiles, with a compiler that stops after errors and with one that goes on. */
  static void check(String... texts) {
    checkStopping(texts);
    Odd odd = new Odd(texts);
    List<String> goOn = List.of("-Xmaxerrs", "10000", "-XDshould-stop.ifError=FLOW");
    assertThat(odd.found(goOn)).isEqualTo(odd.marks());
  }

  static void checkStopping(String... texts) {
    Odd odd = new Odd(texts);
    assertThat(odd.found(List.of("-Xmaxerrs", "10000"))).isEqualTo(odd.marks());
  }

  private List<String> marks() {
    List<String> marks = new ArrayList<>();
    texts.forEach((file, text) -> {
      String[] lines = text.split("\n", -1);
      for (int line = 0; line < lines.length; line++) {
        Matcher mark = MARK.matcher(lines[line]);
        if (mark.find()) {
          for (String id : mark.group(1).split(" ")) {
            marks.add(file + ":" + (line + 1) + " " + id);
          }
        }
      }
    });
    return marks.stream().sorted().toList();
  }

  private List<String> found(List<String> options) {
    List<String> found = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> error : errors(options)) {
      String message = error.getMessage(Locale.ROOT);
      String file = error.getSource() == null ? "" : error.getSource().toUri().getPath();
      String place = file + ":" + error.getLineNumber() + " ";
      if (message.startsWith("ASH-")) {
        found.add(place + message.substring(0, 7));
      } else if (!found.contains(place + "javac")) {
        boolean isMarked = marks().contains(place + "javac");
        found.add(isMarked ? place + "javac" : place + message);
      }
    }
    // Where the compiler stops early, it does not come to all that it could say.
    for (String mark : marks()) {
      if (mark.endsWith(" javac") && !found.contains(mark)) {
        found.add(mark);
      }
    }
    return found.stream().sorted().toList();
  }

  private List<Diagnostic<? extends JavaFileObject>> errors(List<String> options) {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("-classpath", System.getProperty("java.class.path")));
    JavaCompiler.CompilationTask task =
        COMPILER.getTask(null, new MemoryFiles(FILES), diagnostics, all, null, sources);
    task.setProcessors(List.of(new AshlarProcessor()));
    task.call();
    return diagnostics.getDiagnostics().stream()
        .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
        .toList();
  }

  /** A text with numbered parts. */
  static String numbered(String begin, int count, String part, String end) {
    StringBuilder text = new StringBuilder(begin);
    for (int i = 0; i < count; i++) {
      text.append(part.replace("#", Integer.toString(i)).replace("@@", Integer.toString(i + 1)));
    }
    return text.append(end).toString();
  }
}
