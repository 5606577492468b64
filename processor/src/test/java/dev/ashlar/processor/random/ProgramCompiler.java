package dev.ashlar.processor.random;

import dev.ashlar.processor.AshlarProcessor;
import dev.ashlar.processor.gluon.MemoryFiles;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles many programs at once, in memory; it keeps the class path open between compilations. */
final class ProgramCompiler implements AutoCloseable {
  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
  private final StandardJavaFileManager files =
      compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);

  /**
   * What a compilation says and makes.
   *
   * @param messages errors and warnings, in order
   * @param classes what was compiled
   */
  record Compiled(List<Message> messages, ClassLoader classes) {}

  /**
   * An error or a warning.
   *
   * @param file the path of the source, {@code /p7/a/Block0.java}; empty if there is none
   * @param line the line, from 1
   * @param text what is said
   */
  record Message(String file, long line, String text) {
    boolean isOf(long seed) {
      return file.startsWith("/p" + seed + "/");
    }

    /** The identifier with which Ashlar's own messages begin, or the empty string. */
    String id() {
      return text.startsWith("ASH-") ? text.substring(0, 7) : "";
    }
  }

  /** Compiles; {@code goesOn}: also what is found after the processor's errors is reported. */
  Compiled compile(Collection<Map<String, String>> programs, boolean goesOn) {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    MemoryFiles memory = new MemoryFiles(files);
    List<JavaFileObject> units = new ArrayList<>();
    programs.forEach(
        program -> program.forEach((name, text) -> units.add(MemoryFiles.source(name, text))));
    List<String> options = new ArrayList<>(List.of(
        "-Xlint:all,-processing,-path,-classfile",
        "-Xmaxerrs",
        "100000",
        "-Xmaxwarns",
        "100000",
        "-classpath",
        System.getProperty("java.class.path")));
    if (goesOn) {
      options.add("-XDshould-stop.ifError=FLOW");
    }
    StringWriter other = new StringWriter();
    JavaCompiler.CompilationTask task =
        compiler.getTask(other, memory, diagnostics, options, null, units);
    task.setProcessors(List.of(new AshlarProcessor()));
    boolean done = task.call();
    List<Message> messages = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> each : diagnostics.getDiagnostics()) {
      if (each.getKind() != Diagnostic.Kind.NOTE) {
        messages.add(new Message(
            each.getSource() == null ? "" : each.getSource().toUri().getPath(),
            each.getLineNumber(),
            each.getMessage(Locale.ROOT)));
      }
    }
    if (!done && messages.isEmpty()) {
      messages.add(new Message("", 0, "the compiler failed: " + other));
    }
    return new Compiled(messages, memory.loader());
  }

  @Override
  public void close() throws java.io.IOException {
    files.close();
  }
}
