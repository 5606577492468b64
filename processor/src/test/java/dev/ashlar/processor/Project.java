package dev.ashlar.processor;

import com.fasterxml.jackson.core.JsonFactory;
import com.google.testing.compile.JavaFileObjects;
import com.palantir.javapoet.JavaFile;
import dev.ashlar.Block;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** A project whose classes are compiled into a folder, for others to use without its sources. */
final class Project {
  private static final Map<Path, Path> ALONE = new ConcurrentHashMap<>();

  private final Path classes;
  private final List<Path> uses = new ArrayList<>();
  private final List<Processor> processors = new ArrayList<>();
  private final List<String> more = new ArrayList<>();
  private final DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();

  private Project(Path classes) {
    this.classes = classes;
  }

  static Project in(Path folder) throws IOException {
    return new Project(Files.createDirectories(folder));
  }

  /**
   * What the processor needs beside itself: the runtime's own classes, JavaPoet and Jackson's
   * parser, nothing of ND4J.
   */
  static List<Path> processorAlone() {
    return Stream.of(AshlarProcessor.class, Block.class, JavaFile.class, JsonFactory.class)
        .map(Project::placeAlone)
        .toList();
  }

  /**
   * Where a class comes from. A jar is copied into a folder of its own: in a Maven repository the
   * runtime's manifest leads to ND4J, which stands beside it.
   */
  static Path placeAlone(Class<?> type) {
    return ALONE.computeIfAbsent(placeOf(type), Project::copyOfJar);
  }

  private static Path copyOfJar(Path place) {
    if (Files.isDirectory(place)) {
      return place;
    }
    try {
      Path folder = Files.createTempDirectory("alone");
      folder.toFile().deleteOnExit();
      Path copy = Files.copy(place, folder.resolve(place.getFileName()));
      copy.toFile().deleteOnExit();
      return copy;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Path placeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Other projects on the class path. */
  Project uses(Project... others) {
    for (Project other : others) {
      uses.add(other.classes);
    }
    return this;
  }

  /**
   * The processor, loaded from a path of its own as a build tool does it, with other projects on
   * that path.
   */
  Project processed(Project... others) {
    List<URL> path = new ArrayList<>();
    Stream.concat(processorAlone().stream(), Stream.of(others).map(other -> other.classes))
        .forEach(place -> path.add(url(place)));
    try {
      ClassLoader apart =
          new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
      Class<?> processor = apart.loadClass(AshlarProcessor.class.getName());
      processors.add((Processor) processor.getDeclaredConstructor().newInstance());
    } catch (ReflectiveOperationException failure) {
      throw new IllegalStateException(failure);
    }
    return this;
  }

  private static URL url(Path place) {
    try {
      return place.toUri().toURL();
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Another processor in the place of ours. */
  Project processedBy(Processor other) {
    processors.add(other);
    return this;
  }

  /** The processor beside another one, both in this process. */
  Project processedWith(Processor other) {
    processors.addAll(List.of(other, new AshlarProcessor()));
    return this;
  }

  /** Further options of the compiler. */
  Project options(List<String> options) {
    more.addAll(options);
    return this;
  }

  /** Compiles. */
  Project compile(String... sources) throws IOException {
    return compile(Stream.of(sources).map(Compiling::source).toList());
  }

  /** Compiles the sources below a folder. */
  Project compileFolder(Path sources) throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      List<JavaFileObject> found = new ArrayList<>();
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        String name = sources.relativize(file).toString().replace(File.separatorChar, '.');
        found.add(JavaFileObjects.forSourceString(
            name.substring(0, name.length() - ".java".length()), Files.readString(file)));
      }
      return compile(found);
    }
  }

  private Project compile(List<JavaFileObject> files) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options = new ArrayList<>(List.of("-d", classes.toString(), "-cp", classPath()));
    if (processors.isEmpty()) {
      options.add("-proc:none");
    }
    options.addAll(more);
    try (var manager = compiler.getStandardFileManager(diagnostics, Locale.ROOT, null)) {
      JavaCompiler.CompilationTask task =
          compiler.getTask(null, manager, diagnostics, options, null, files);
      if (!processors.isEmpty()) {
        task.setProcessors(processors);
      }
      task.call();
    }
    return this;
  }

  private String classPath() {
    return path(uses)
        + (uses.isEmpty() ? "" : File.pathSeparator)
        + System.getProperty("java.class.path");
  }

  private static String path(List<Path> places) {
    return places.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** The errors, each as {@code file:line:column message}. */
  List<String> errors() {
    return messages(Diagnostic.Kind.ERROR);
  }

  /** Errors and warnings, each as {@code file:line:column message}. */
  List<String> messages() {
    return messages(
        Diagnostic.Kind.ERROR, Diagnostic.Kind.WARNING, Diagnostic.Kind.MANDATORY_WARNING);
  }

  /** Errors, warnings, and what the processor notes. */
  List<String> said() {
    return texts(diagnostic -> diagnostic.getKind() != Diagnostic.Kind.NOTE
        || diagnostic.getMessage(Locale.ROOT).startsWith("ASH-"));
  }

  private List<String> messages(Diagnostic.Kind... kinds) {
    return texts(diagnostic -> List.of(kinds).contains(diagnostic.getKind()));
  }

  private List<String> texts(Predicate<Diagnostic<?>> which) {
    return diagnostics.getDiagnostics().stream()
        .filter(which)
        .map(error -> place(error) + error.getMessage(Locale.ROOT))
        .toList();
  }

  private static String place(Diagnostic<? extends JavaFileObject> error) {
    if (error.getSource() == null) {
      return "";
    }
    String path = error.getSource().toUri().getPath();
    return path.substring(path.lastIndexOf('/') + 1) + ":" + error.getLineNumber() + ":"
        + error.getColumnNumber() + " ";
  }

  /** A file that was written among the classes. */
  String written(String path) throws IOException {
    return Files.readString(classes.resolve(path));
  }

  /** Its classes and those of the projects that it uses, loaded beside the test's own. */
  ClassLoader loader() {
    URL[] places =
        Stream.concat(Stream.of(classes), uses.stream()).map(Project::url).toArray(URL[]::new);
    return new URLClassLoader(places, Project.class.getClassLoader());
  }
}
