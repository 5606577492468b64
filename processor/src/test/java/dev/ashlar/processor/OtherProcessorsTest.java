package dev.ashlar.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.auto.value.processor.AutoValueProcessor;
import com.google.testing.compile.Compilation;
import io.soabase.recordbuilder.processor.RecordBuilderProcessor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.annotation.processing.Processor;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** AutoValue and record-builder in the same compilation, in every order. */
class OtherProcessorsTest {
  private static final List<JavaFileObject> SOURCES = List.of(
      Compiling.source("""
          @com.google.auto.value.AutoValue abstract class Gate implements Layer {
            @Override public abstract Node node();
            @Override public SDVariable forward(SDVariable... inputs) { return inputs[0]; }
          }
          """),
      Compiling.source("@io.soabase.recordbuilder.core.RecordBuilder record Sizes(int units) {}"),
      Compiling.source("""
          @Block abstract class Mlp {
            @Child @Dense(units = 2) Layer hidden;
            @Child AutoValue_Gate gate;
            @Child Layer output;
            Mlp(SizesBuilder sizes) {
              gate = new AutoValue_Gate(Node.of("gate"));
              output = DenseLayer.dense(sizes.build().units());
            }
          }
          """));

  @Test
  void typesThatTheyWriteAreWaitedFor() {
    for (int shift = 0; shift < fresh().size(); shift++) {
      List<Processor> order = new ArrayList<>(fresh());
      Collections.rotate(order, shift);
      Compilation compilation = javac().withProcessors(order).compile(SOURCES);
      assertThat(compilation).succeeded();
      assertThat(Compiling.written(compilation).get("NamedMlp.java"))
          .contains("NamedMlp(SizesBuilder sizes)")
          .contains("AutoValue_Gate gate()");
    }
  }

  // A processor serves one compilation.
  private static List<Processor> fresh() {
    return List.of(new AshlarProcessor(), new AutoValueProcessor(), new RecordBuilderProcessor());
  }
}
