package dev.ashlar.processor.gluon;

import dev.ashlar.processor.AshlarProcessor;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles sources with the processor, all in memory; it keeps the class path open between cases.
 */
public final class CaseCompiler implements AutoCloseable {
  private static final List<String> OPTIONS = List.of(
      "-Xlint:all,-processing,-path,-classfile",
      "-classpath",
      System.getProperty("java.class.path"));

  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
  private final StandardJavaFileManager files =
      compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);

  Compiled compile(Map<String, String> sources) {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    MemoryFiles memory = new MemoryFiles(files);
    List<JavaFileObject> units = new ArrayList<>();
    sources.forEach((name, text) -> units.add(MemoryFiles.source(name, text)));
    StringWriter other = new StringWriter();
    JavaCompiler.CompilationTask task =
        compiler.getTask(other, memory, diagnostics, OPTIONS, null, units);
    task.setProcessors(List.of(new AshlarProcessor()));
    boolean done = task.call();
    List<String> errors = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> each : diagnostics.getDiagnostics()) {
      String message = each.getMessage(Locale.ROOT);
      switch (each.getKind()) {
        case ERROR -> errors.add(message);
        case WARNING, MANDATORY_WARNING -> warnings.add(message + " in " + each.getSource());
        default -> {}
      }
    }
    if (!done && errors.isEmpty()) {
      errors.add("the compiler failed: " + other);
    }
    return new Compiled(errors, warnings, memory.written(), memory.loader());
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
