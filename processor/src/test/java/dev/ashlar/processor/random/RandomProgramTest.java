package dev.ashlar.processor.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.processor.random.ProgramCompiler.Compiled;
import dev.ashlar.processor.random.ProgramCompiler.Message;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random programs of several blocks, files and packages: the processor refuses exactly what the
 * reference refuses; what it accepts compiles without a warning, and has at run time the names that
 * it was given at compile time, which are the reference's. {@code -Dashlar.seeds=FIRST-LAST}
 * chooses others.
 */
class RandomProgramTest {
  private static final int BATCH = 250;

  private static final Map<String, Integer> counts = new TreeMap<>();
  private static ProgramCompiler compiler;

  @BeforeAll
  static void open() {
    compiler = new ProgramCompiler();
  }

  @AfterAll
  static void close() throws IOException {
    compiler.close();
    System.out.println("random programs: " + counts);
    if (System.getProperty("ashlar.seeds") == null) {
      assertThat(counts.get("accepted")).isGreaterThan(150);
      assertThat(counts.get("refused")).isGreaterThan(150);
    }
  }

  static Stream<long[]> batches() {
    String[] range = System.getProperty("ashlar.seeds", "1-500").split("-");
    long first = Long.parseLong(range[0]);
    long last = Long.parseLong(range[1]);
    return LongStream.iterate(first, from -> from <= last, from -> from + BATCH).mapToObj(from ->
        new long[] {from, Math.min(last, from + BATCH - 1)});
  }

  @ParameterizedTest
  @MethodSource("batches")
  void whatTheReferenceAcceptsIsAcceptedAndNamedAsItSays(long[] seeds) {
    Map<Long, Program> programs = programs(seeds, false);
    Compiled compiled = compiler.compile(texts(programs).values(), false);
    for (Message message : compiled.messages()) {
      assertThat(message).as(() -> describe(programs, message)).isNull();
    }
    programs.forEach((seed, program) -> {
      try {
        RunTimeNames.compare(program, compiled.classes());
      } catch (ReflectiveOperationException failure) {
        throw new AssertionError("seed " + seed, failure);
      }
      count("accepted");
    });
  }

  @ParameterizedTest
  @MethodSource("batches")
  void whatTheReferenceRefusesIsRefusedForThatReason(long[] seeds) {
    Map<Long, Program> programs = programs(seeds, true);
    Compiled compiled = compiler.compile(texts(programs).values(), true);
    programs.forEach((seed, program) -> {
      Set<String> found = compiled.messages().stream()
          .filter(message -> message.isOf(seed))
          .map(Message::id)
          .collect(Collectors.toCollection(TreeSet::new));
      Set<String> expected = NamingReference.ids(program);
      if (program.wrong() == null) {
        assertThat(found).as(() -> describe(seed, program, compiled)).isNotEmpty();
        if (found.contains("ASH-306")) {
          expected.add(""); // what is used of the class that is there already need not be there
        }
        assertThat(expected).as(() -> describe(seed, program, compiled)).containsAll(found);
      } else {
        checkMistake(seed, program, expected, found, compiled);
      }
      found.forEach(RandomProgramTest::count);
      count("refused");
    });
    assertThat(compiled.messages().stream()
            .filter(message -> !message.file().startsWith("/p"))
            .toList())
        .isEmpty();
  }

  // One mistake in a program that is right is one message, at its place.
  private static void checkMistake(
      long seed, Program program, Set<String> expected, Set<String> found, Compiled compiled) {
    String id = program.wrong().id();
    if (expected.isEmpty()) {
      assertThat(found).as(() -> describe(seed, program, compiled)).containsExactly(id);
    }
    Map<String, String> texts = ProgramText.of(program);
    long atPlace = compiled.messages().stream()
        .filter(message -> message.isOf(seed) && message.id().equals(id))
        .filter(message -> isMarked(message, texts))
        .count();
    assertThat(atPlace).as(() -> describe(seed, program, compiled)).isEqualTo(1);
  }

  private static boolean isMarked(Message message, Map<String, String> texts) {
    String name = message.file().substring(1).replace(".java", "").replace('/', '.');
    String text = texts.get(name);
    return text != null && text.split("\n")[(int) message.line() - 1].endsWith(ProgramText.MARK);
  }

  private static Map<Long, Program> programs(long[] seeds, boolean refused) {
    Map<Long, Program> programs = new LinkedHashMap<>();
    for (long seed = seeds[0]; seed <= seeds[1]; seed++) {
      Program program = ProgramGenerator.of(seed);
      if (refused == (program.wrong() != null || !NamingReference.ids(program).isEmpty())) {
        programs.put(seed, program);
      }
    }
    return programs;
  }

  private static Map<Long, Map<String, String>> texts(Map<Long, Program> programs) {
    Map<Long, Map<String, String>> texts = new LinkedHashMap<>();
    programs.forEach((seed, program) -> texts.put(seed, ProgramText.of(program)));
    return texts;
  }

  private static String describe(Map<Long, Program> programs, Message message) {
    StringBuilder text = new StringBuilder(message + "\n");
    programs.forEach((seed, program) -> {
      if (message.isOf(seed)) {
        text.append(String.join("\n", ProgramText.of(program).values()));
      }
    });
    return text.toString();
  }

  private static String describe(long seed, Program program, Compiled compiled) {
    return "seed " + seed + ", reference " + NamingReference.ids(program) + ", mistake "
        + program.wrong() + "\n"
        + compiled.messages().stream()
            .filter(message -> message.isOf(seed))
            .map(Message::toString)
            .collect(Collectors.joining("\n"))
        + "\n" + String.join("\n", ProgramText.of(program).values());
  }

  private static synchronized void count(String what) {
    counts.merge(what.isEmpty() ? "compiler's own" : what, 1, Integer::sum);
  }
}
