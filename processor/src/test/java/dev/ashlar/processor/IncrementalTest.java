package dev.ashlar.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What build tools do that compile again only what has changed. */
class IncrementalTest {
  private static final int BLOCKS = 12;

  @TempDir
  Path folder;

  // Blocks of their own but for Model5, which holds Model3, and Model7, which holds Model5.
  private static Map<String, String> sources() {
    Map<String, String> sources = new TreeMap<>();
    for (int i = 0; i < BLOCKS; i++) {
      String held = i == 5 ? "@Child Model3 inner; " : i == 7 ? "@Child Model5 inner; " : "";
      sources.put(
          "Model" + i,
          "@Block(input = 4) public abstract class Model" + i + " { " + held
              + "@Child @Dense(units = 4) Layer hidden; @Child @Dense(units = 4) Layer output; }");
    }
    return sources;
  }

  private Map<String, byte[]> build(String name, Map<String, String> sources, Path... uses)
      throws IOException {
    Path output = folder.resolve(name);
    Project project = Project.in(output)
        .uses(Arrays.stream(uses).map(IncrementalTest::project).toArray(Project[]::new))
        .processed()
        .compile(sources.values().toArray(String[]::new));
    assertThat(project.messages()).isEmpty();
    return files(output);
  }

  private static Project project(Path classes) {
    try {
      return Project.in(classes);
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  private static Map<String, byte[]> files(Path output) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(output)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(output.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }
    return files;
  }

  // What a tool keeps on the class path: all but what stems from the given blocks.
  private Path kept(Map<String, byte[]> files, Set<String> without) throws IOException {
    Path kept = folder.resolve("kept" + without);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      if (!file.getKey().endsWith(".java")
          && without.stream().noneMatch(block -> isOf(block, file.getKey()))) {
        Path to = kept.resolve(file.getKey());
        Files.createDirectories(to.getParent());
        Files.write(to, file.getValue());
      }
    }
    return kept;
  }

  private static boolean isOf(String block, String file) {
    return file.matches("demo/(Named)?" + block + "(Names)?(\\$.*)?\\.(class|java)")
        || file.equals("META-INF/ashlar/demo." + block + ".json");
  }

  private static Set<String> changed(Map<String, byte[]> before, Map<String, byte[]> after) {
    Set<String> changed = new TreeSet<>();
    after.forEach((name, bytes) -> {
      if (!Arrays.equals(bytes, before.get(name))) {
        changed.add(name);
      }
    });
    before.keySet().stream().filter(name -> !after.containsKey(name)).forEach(changed::add);
    return changed;
  }

  private void check(Map<String, String> edited, Set<String> rebuilt) throws IOException {
    Map<String, byte[]> before = build("before", sources());
    Map<String, byte[]> after = build("after", edited);
    Set<String> changed = changed(before, after);
    assertThat(changed)
        .isNotEmpty()
        .allMatch(name -> rebuilt.stream().anyMatch(block -> isOf(block, name)));

    Map<String, String> again = new TreeMap<>(edited);
    again.keySet().retainAll(rebuilt);
    Map<String, byte[]> written = build("written", again, kept(before, rebuilt));
    assertThat(written).isNotEmpty();
    after.keySet().removeIf(name -> rebuilt.stream().noneMatch(block -> isOf(block, name)));
    assertThat(written.keySet()).isEqualTo(after.keySet());
    assertThat(written).allSatisfy((name, bytes) -> assertThat(bytes).isEqualTo(after.get(name)));
  }

  @Test
  void aBlockThatChangesChangesItsOwnFilesAlone() throws IOException {
    Map<String, String> edited = sources();
    edited.computeIfPresent("Model8", (name, text) -> text.replaceFirst("units = 4", "units = 9"));
    check(edited, Set.of("Model8"));
  }

  @Test
  void aBlockThatHoldsOneThatIsNotCompiledAgainIsWrittenAsBefore() throws IOException {
    Map<String, String> edited = sources();
    edited.computeIfPresent("Model7", (name, text) -> text.replace("hidden", "wide"));
    check(edited, Set.of("Model7"));
  }

  @Test
  void aBlockThatIsHeldChangesTheFilesOfItsHoldersToo() throws IOException {
    Map<String, String> edited = sources();
    edited.computeIfPresent("Model3", (name, text) -> text.replaceFirst("units = 4", "units = 9"));
    check(edited, Set.of("Model3", "Model5", "Model7"));
  }

  private Project locked(String name, List<String> options, Path uses, String... sources)
      throws IOException {
    List<String> all = new ArrayList<>(options);
    all.add("-Aashlar.lock=" + folder.resolve("ashlar.lock"));
    return Project.in(folder.resolve(name))
        .uses(project(uses))
        .processed()
        .options(all)
        .compile(sources);
  }

  /** The lock holds more blocks than a compilation of one of them sees. */
  @Test
  void oneBlockAloneIsComparedWithItsOwnLines() throws IOException {
    List<String> update = List.of("-Aashlar.lock.update=true");
    Path before = folder.resolve("before");
    String[] sources = sources().values().toArray(String[]::new);
    assertThat(locked("before", update, before, sources).messages()).isEmpty();
    assertThat(locked("same", List.of(), before, sources().get("Model7")).messages())
        .isEmpty();
    assertThat(
            locked("renamed", List.of(), before, sources().get("Model3").replace("hidden", "wide"))
                .messages())
        .singleElement()
        .asString()
        .contains("ASH-504: wide is not in the lock, and hidden");

    String moved = "package other; "
        + sources()
            .get("Model3")
            .replace("(input = 4)", "(input = 4, formerly = \"demo.Model3\")")
            .replace("class Model3", "class Moved");
    String holder = sources().get("Model5").replace("Model3", "other.Moved");
    Map<String, byte[]> rest = files(before);
    Path kept = kept(rest, Set.of("Model3"));
    assertThat(locked("moved", List.of(), kept, moved).messages()).isEmpty();
    Map<String, byte[]> written = files(folder.resolve("moved"));
    written
        .keySet()
        .removeIf(name -> name.endsWith(".java")); // or javac compiles it if it is newer
    written.forEach((name, bytes) -> copy(kept.resolve(name), bytes));
    assertThat(locked("holder", List.of(), kept, holder).messages())
        .singleElement()
        .asString()
        .contains("ASH-513: the prefixes of Model5"); // the hint is the class's name
    assertThat(locked("holder", update, kept, holder).messages()).isEmpty();
    assertThat(Files.readString(folder.resolve("ashlar.lock")))
        .contains("demo.Model3 hidden", "demo.Model5 inner block=other.Moved");
    assertThat(locked("both", List.of(), kept, moved, holder).messages()).isEmpty();
  }

  private static void copy(Path to, byte[] bytes) {
    try {
      Files.createDirectories(to.getParent());
      Files.write(to, bytes);
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  @Test
  void theProcessorSaysThatItIsIsolating() throws IOException {
    try (var file = AshlarProcessor.class.getResourceAsStream(
        "/META-INF/gradle/incremental.annotation.processors")) {
      assertThat(new String(file.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
          .isEqualToIgnoringNewLines(AshlarProcessor.class.getName() + ",isolating");
    }
  }

  /** Notes what is written, each file with the classes that it is said to stem from. */
  private static final class Recording extends AbstractProcessor {
    private final AshlarProcessor processor = new AshlarProcessor();
    private final Map<String, List<String>> written = new TreeMap<>();

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return processor.getSupportedAnnotationTypes();
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return processor.getSupportedSourceVersion();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      Filer filer = proxy(Filer.class, (self, method, arguments) -> {
        if (method.getName().startsWith("create")) {
          written.put(
              arguments[arguments.length - 2].toString(),
              Stream.of((Element[]) arguments[arguments.length - 1])
                  .map(Element::toString)
                  .collect(Collectors.toCollection(ArrayList::new)));
        }
        return invoke(method, environment.getFiler(), arguments);
      });
      processor.init(proxy(
          ProcessingEnvironment.class,
          (self, method, arguments) -> method.getName().equals("getFiler")
              ? filer
              : invoke(method, environment, arguments)));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
      return type.cast(
          Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object invoke(java.lang.reflect.Method method, Object on, Object[] arguments)
        throws Throwable {
      try {
        return method.invoke(on, arguments);
      } catch (InvocationTargetException thrown) {
        throw thrown.getCause();
      }
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      return processor.process(annotations, round);
    }
  }

  @Test
  void everyFileStemsFromOneBlock() throws IOException {
    Recording recording = new Recording();
    Project project = Project.in(folder.resolve("recorded"))
        .processedBy(recording)
        .compile(sources().values().toArray(String[]::new));
    assertThat(project.messages()).isEmpty();
    assertThat(recording.written).hasSize(3 * BLOCKS);
    for (int i = 0; i < BLOCKS; i++) {
      for (String file : List.of(
          "demo.NamedModel" + i,
          "demo.Model" + i + "Names",
          "META-INF/ashlar/demo.Model" + i + ".json")) {
        assertThat(recording.written.get(file)).as(file).containsExactly("demo.Model" + i);
      }
    }
  }
}
