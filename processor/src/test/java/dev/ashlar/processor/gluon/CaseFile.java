package dev.ashlar.processor.gluon;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** A file of cases, JSON, with gzip or without. */
public final class CaseFile {
  private static final String PROPERTY = "ashlar.cases";
  private static final String DEFAULT = "/gluon/block-cases.json.gz";

  private record Content(List<GluonCase> cases) {}

  private CaseFile() {}

  /** Whether the cases are those among the test's resources. */
  public static boolean isDefault() {
    return System.getProperty(PROPERTY, "").isEmpty();
  }

  /**
   * The cases of the file that the system property {@code ashlar.cases} names, or of the one among
   * the test's resources. A relative path starts where Maven was started: in the project's root, or
   * in this module.
   */
  public static List<GluonCase> read() throws IOException {
    if (!isDefault()) {
      return parse(Files.readAllBytes(find(Path.of(System.getProperty(PROPERTY)))));
    }
    try (InputStream resource = CaseFile.class.getResourceAsStream(DEFAULT)) {
      return parse(resource.readAllBytes());
    }
  }

  private static Path find(Path named) throws FileNotFoundException {
    Path module = Path.of("").toAbsolutePath();
    List<Path> places = Stream.of(module.getParent(), module)
        .map(start -> start.resolve(named).normalize())
        .distinct()
        .toList();
    return places.stream()
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(() -> new FileNotFoundException(
            "-D" + PROPERTY + "=" + named + " names no file: looked for " + places));
  }

  private static List<GluonCase> parse(byte[] bytes) throws IOException {
    boolean zipped = bytes.length > 1 && (bytes[0] & 0xFF) == 0x1F && (bytes[1] & 0xFF) == 0x8B;
    ObjectMapper mapper =
        new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    try (InputStream plain = new ByteArrayInputStream(bytes);
        InputStream json = zipped ? new GZIPInputStream(plain) : plain) {
      return mapper.readValue(json, Content.class).cases();
    }
  }
}
