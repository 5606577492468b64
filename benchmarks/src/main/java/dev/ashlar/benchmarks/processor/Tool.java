package dev.ashlar.benchmarks.processor;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** An annotation processor, with a class of five members for it to work on. */
enum Tool {
  /** Five layers, of which three have parameters. */
  ASHLAR(
      "Ashlar",
      List.of("/processor/target/", "/runtime/target/", "/javapoet/", "/jackson-core/"),
      List.of("/runtime/target/", "/org/nd4j/", "/bytedeco/"),
      """
      import dev.ashlar.*;
      import dev.ashlar.layer.*;

      @Block(input = 784)
      public abstract class X {
        @Child @Dense(units = 128, activation = Activation.RELU) Layer hidden;
        @Child @Dropout(rate = 0.5) Layer drop;
        @Child @Dense(units = 64) Layer middle;
        @Child @Activate(Activation.TANH) Layer bend;
        @Child(prefix = "out_") @Dense(units = 10) Layer output;
      }
      """),
  /** A record of five components. */
  RECORD_BUILDER(
      "record-builder",
      List.of("/record-builder-processor/", "/record-builder-core/", "/javapoet/"),
      List.of("/record-builder-core/"),
      """
      import io.soabase.recordbuilder.core.RecordBuilder;

      @RecordBuilder
      public record X(int hidden, double drop, String middle, long bend, String output) {}
      """),
  /** A class of five properties and its builder. */
  AUTO_VALUE("AutoValue", List.of("/auto-value/"), List.of("/auto-value-annotations/"), """
      import com.google.auto.value.AutoValue;

      @AutoValue
      public abstract class X {
        public abstract int hidden();
        public abstract double drop();
        public abstract String middle();
        public abstract long bend();
        public abstract String output();

        @AutoValue.Builder
        public abstract static class Builder {
          public abstract Builder hidden(int hidden);
          public abstract Builder drop(double drop);
          public abstract Builder middle(String middle);
          public abstract Builder bend(long bend);
          public abstract Builder output(String output);
          public abstract X build();
        }
      }
      """),
  /** An interface of five attributes. */
  IMMUTABLES("Immutables", List.of("/org/immutables/"), List.of("/org/immutables/"), """
      import org.immutables.value.Value;

      @Value.Immutable
      public interface X {
        int hidden();
        double drop();
        String middle();
        long bend();
        String output();
      }
      """);

  private final String title;
  private final List<String> processorJars;
  private final List<String> classJars;
  private final String template;

  Tool(String title, List<String> processorJars, List<String> classJars, String template) {
    this.title = title;
    this.processorJars = processorJars;
    this.classJars = classJars;
    this.template = template;
  }

  /** The source of the class of that number. */
  String source(int number) {
    return "package bench;\n\n" + template.replaceAll("\\bX\\b", name(number));
  }

  static String name(int number) {
    return "Model" + number;
  }

  /** The jars that the processor runs from. */
  String processorPath() {
    return path(processorJars);
  }

  /** The jars that its users' classes name. */
  String classPath() {
    return path(classJars);
  }

  // Of this process's class path.
  private static String path(List<String> parts) {
    List<String> jars = Arrays.stream(
            System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(jar -> parts.stream().anyMatch(jar.replace('\\', '/')::contains))
        .toList();
    for (String part : parts) {
      if (jars.stream().noneMatch(jar -> jar.replace('\\', '/').contains(part))) {
        throw new IllegalStateException("no jar of " + part + " is on the class path");
      }
    }
    return jars.stream().collect(Collectors.joining(File.pathSeparator));
  }

  @Override
  public String toString() {
    return title;
  }
}
