package dev.ashlar.benchmarks.processor;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A process of its own: compiles, and prints the bytes of the heap that are in use at the end. */
public final class Retained implements TaskListener {
  private Retained() {}

  /** Compiles with the arguments that stand in a file, one a line, in quotation marks. */
  public static void main(String[] arguments) throws Exception {
    List<String> options = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(arguments[0]))) {
      String argument = line.substring(1, line.length() - 1);
      if (argument.endsWith(".java")) {
        files.add(Path.of(argument));
      } else {
        options.add(argument);
      }
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task = (JavacTask) compiler.getTask(
          null, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files));
      task.addTaskListener(new Retained());
      if (!task.call()) {
        System.exit(1);
      }
    }
  }

  // All that the compiler holds is still held.
  @Override
  public void finished(TaskEvent event) {
    if (event.getKind() == TaskEvent.Kind.COMPILATION) {
      System.gc();
      System.gc();
      System.out.println(
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
  }
}
