package dev.ashlar;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands that run a class in a process of its own, by the JDK that runs the tests. */
public final class FreshJvm {
  private FreshJvm() {}

  /** Runs a class with the tests' class path. */
  public static List<String> command(Class<?> main, String... arguments) {
    return command(System.getProperty("java.class.path"), main, arguments);
  }

  /** Runs a class with another class path. */
  public static List<String> command(String classPath, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= 24) { // the options of the guide
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }
}
