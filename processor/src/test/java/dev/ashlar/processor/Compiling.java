package dev.ashlar.processor;

import static com.google.testing.compile.Compiler.javac;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;

/** Compiles sources with the processor. */
final class Compiling {
  /** What every project that builds with warnings as errors can ask for. */
  static final List<String> STRICT =
      List.of("-Xlint:all", "-Xlint:-processing", "-Xlint:-classfile", "-Werror");

  private static final String IMPORTS =
      "import static dev.ashlar.layer.Activation.*; import dev.ashlar.*; import dev.ashlar.layer.*;"
          + " import org.nd4j.autodiff.samediff.SDVariable; ";
  private static final Pattern PACKAGE = Pattern.compile("^\\s*package ([\\w.]+);");
  private static final Pattern TYPE =
      Pattern.compile("\\b(?:class|interface|enum|record) ([\\w$]+)");

  private Compiling() {}

  /** A source of which the first class gives the name; Ashlar is imported in its first line. */
  static JavaFileObject source(String text) {
    Matcher inPackage = PACKAGE.matcher(text);
    boolean hasPackage = inPackage.find();
    Matcher type = TYPE.matcher(text);
    if (!type.find()) {
      throw new IllegalArgumentException("no class in " + text);
    }
    String start = hasPackage ? "package " + inPackage.group(1) + "; " : "package demo; ";
    String rest = hasPackage ? text.substring(inPackage.end()) : text;
    String name = (hasPackage ? inPackage.group(1) : "demo") + "." + type.group(1);
    return JavaFileObjects.forSourceString(name, start + IMPORTS + rest);
  }

  static Compilation compile(JavaFileObject... sources) {
    return compile(List.of(), List.of(sources));
  }

  static Compilation strictly(JavaFileObject... sources) {
    return compile(STRICT, List.of(sources));
  }

  static Compilation compile(List<String> options, List<JavaFileObject> sources) {
    return javac()
        .withProcessors(new AshlarProcessor())
        .withOptions(options.toArray())
        .compile(sources);
  }

  /** The generated sources by the simple names of their files. */
  static Map<String, String> written(Compilation compilation) {
    Map<String, String> written = new TreeMap<>();
    for (JavaFileObject file : compilation.generatedSourceFiles()) {
      String path = file.toUri().getPath();
      written.put(path.substring(path.lastIndexOf('/') + 1), text(file));
    }
    return written;
  }

  private static String text(JavaFileObject file) {
    try (var in = file.openInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
