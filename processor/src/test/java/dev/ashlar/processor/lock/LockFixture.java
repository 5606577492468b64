package dev.ashlar.processor.lock;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.ashlar.processor.AshlarProcessor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A lock in a folder of its own, and compilations that compare with it or update it. */
abstract class LockFixture {
  private static final Pattern TYPE = Pattern.compile("\\bclass (\\w+)");

  @TempDir
  Path folder;

  Path lock;

  @BeforeEach
  void file() {
    lock = folder.resolve("ashlar.lock");
  }

  void update(String... sources) {
    List<String> said =
        compileWith(List.of("-Aashlar.lock=" + lock, "-Aashlar.lock.update=true"), sources);
    assertThat(said).singleElement().asString().startsWith("note ASH-515: " + lock);
  }

  List<String> compile(String... sources) {
    return compileWith(List.of("-Aashlar.lock=" + lock), sources);
  }

  static List<String> compileWith(List<String> options, String... sources) {
    Compilation compilation = Compiler.javac()
        .withProcessors(new AshlarProcessor())
        .withOptions(options.toArray())
        .compile(Arrays.stream(sources).map(LockFixture::source).toList());
    return compilation.diagnostics().stream()
        .filter(each -> each.getMessage(Locale.ROOT).startsWith("ASH-"))
        .map(LockFixture::text)
        .toList();
  }

  private static String text(Diagnostic<? extends JavaFileObject> said) {
    String place = "";
    if (said.getSource() != null) {
      String path = said.getSource().toUri().getPath();
      place = path.substring(path.lastIndexOf('/') + 1) + ":" + said.getLineNumber() + " ";
    }
    return said.getKind().toString().toLowerCase(Locale.ROOT) + " " + place
        + said.getMessage(Locale.ROOT).replaceFirst(" \\[docs/\\S+]$", "");
  }

  private static JavaFileObject source(String text) {
    Matcher type = TYPE.matcher(text);
    if (!type.find()) {
      throw new IllegalArgumentException("no class in " + text);
    }
    boolean other = text.startsWith("package other; ");
    String name = other ? "other" : "demo";
    return JavaFileObjects.forSourceString(
        name + "." + type.group(1),
        "package " + name + "; import dev.ashlar.*; import dev.ashlar.layer.*; "
            + (other ? text.substring("package other; ".length()) : text));
  }
}
