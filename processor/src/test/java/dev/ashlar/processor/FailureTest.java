package dev.ashlar.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A failure that should never be, in each of the four steps, is one error at what it has to do
 * with. That of the second step, and of the comparison with the lock, is in
 * {@link ThirdPartyLayerTest}: there a layer's own rules fail.
 */
class FailureTest {
  private static final String[] SOURCES = {
    "@Block abstract class First { @Child @Flatten Layer flat; }",
    "@Block abstract class Second { @Child @Flatten Layer flat; @Child First first; }",
    "@Block abstract class Third { @Child @Dense(units = 0) Layer dense; }",
  };

  @TempDir
  Path folder;

  @Test
  void inDiscovery() throws IOException {
    check(new Failing(Elements.class, "getAllMembers", "demo.Second"), "Second");
  }

  @Test
  void inWriting() throws IOException {
    check(new Failing(Filer.class, "createSourceFile", "demo.NamedSecond"), "Second");
  }

  @Test
  void inReporting() throws IOException {
    Project project = Project.in(folder)
        .processedBy(new Failing(Messager.class, "printMessage", "ASH-217"))
        .compile(SOURCES);
    assertThat(project.errors())
        .singleElement()
        .asString()
        .matches("(?s)First.java:1:\\d+ ASH-901: .*IllegalStateException: as asked .*");
  }

  private void check(Failing failing, String block) throws IOException {
    Project project = Project.in(folder).processedBy(failing).compile(SOURCES);
    assertThat(project.errors()).hasSize(2);
    assertThat(project.errors().get(0))
        .matches("(?s)" + block + ".java:1:\\d+ ASH-901: .* " + block
            + ": .*IllegalStateException: as asked .*");
    assertThat(project.errors().get(1)).startsWith("Third.java:1:").contains("ASH-217");
    assertThat(folder.resolve("demo/NamedFirst.java")).exists();
  }

  /** The processor, where one method of what the compiler gives it fails for certain arguments. */
  @SupportedAnnotationTypes("dev.ashlar.*")
  private static final class Failing extends AbstractProcessor {
    private final AshlarProcessor processor = new AshlarProcessor();
    private final Class<?> part;
    private final String method;
    private final String argument;
    private boolean hasFailed;

    Failing(Class<?> part, String method, String argument) {
      this.part = part;
      this.method = method;
      this.argument = argument;
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      processor.init(proxy(ProcessingEnvironment.class, environment));
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      return processor.process(annotations, round);
    }

    private <T> T proxy(Class<T> type, T real) {
      Object made = Proxy.newProxyInstance(
          FailureTest.class.getClassLoader(), new Class<?>[] {type}, (self, called, given) -> {
            if (type == part && called.getName().equals(method) && isAsked(given)) {
              hasFailed = true;
              throw new IllegalStateException("as asked");
            }
            try {
              Object result = called.invoke(real, given);
              return called.getReturnType() == part ? proxyOf(part, result) : result;
            } catch (InvocationTargetException failure) {
              throw failure.getCause();
            }
          });
      return type.cast(made);
    }

    private <P> P proxyOf(Class<P> type, Object real) {
      return proxy(type, type.cast(real));
    }

    private boolean isAsked(Object[] given) {
      return !hasFailed
          && Arrays.stream(given).anyMatch(each -> String.valueOf(each).startsWith(argument));
    }
  }
}
