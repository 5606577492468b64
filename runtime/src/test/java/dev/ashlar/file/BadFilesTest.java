package dev.ashlar.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever the bytes: a file is read, or refused with the one documented exception, in little time
 * and without more memory than its size and a constant. {@code -Dashlar.mutants=FIRST-LAST} chooses
 * the damaged files that are made for each format.
 */
class BadFilesTest {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final String[] MUTANTS =
      System.getProperty("ashlar.mutants", "1-2000").split("-", 2);
  private static final long CONSTANT = 2 << 20; // buffers, the exception, a zip archive's tables
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir
  Path folder;

  @ParameterizedTest
  @EnumSource
  void aMutantIsReadOrRefused(FileFormat format) throws IOException {
    long first = Long.parseLong(MUTANTS[0]);
    long last = Long.parseLong(MUTANTS[1]);
    List<byte[]> good = good(format);
    Path file = folder.resolve("x");
    int refused = 0;
    long longest = 0;
    for (long seed = first; seed <= last; seed++) {
      Random random = new Random(seed * FileFormat.values().length + format.ordinal());
      random.nextInt(); // the first number is nearly the same for seeds that follow each other
      byte[] mutant = good.get(random.nextInt(good.size()));
      for (int times = 1 + random.nextInt(3); times > 0; times--) {
        mutant = mutate(mutant, good, random);
      }
      Files.write(file, mutant);
      long start = SYSTEM.getProcessCpuTime(); // whatever else the machine does
      try {
        read(file);
      } catch (ArrayFileException expected) {
        refused++;
        assertThat(expected.getMessage()).contains(file.toString()).hasSizeLessThan(4000);
      } catch (RuntimeException | Error wrong) {
        throw new AssertionError("mutant " + seed + " of " + format, wrong);
      }
      longest = Math.max(longest, SYSTEM.getProcessCpuTime() - start);
    }
    assertThat(refused).isGreaterThan((int) (last - first) / 3);
    assertThat(Duration.ofNanos(longest)).isLessThan(Duration.ofSeconds(20));
    System.out.printf(
        "%s: mutants %d to %d, %d refused, the slowest in %d ms%n",
        format, first, last, refused, longest / 1_000_000);
  }

  // All of it, as a load does, with an eye on what is allocated.
  private static void read(Path file) throws IOException {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    try (ArrayFile arrays = ArrayFile.open(file)) {
      for (StoredArray array : arrays.arrays().values()) {
        if (array.shape().hasRank()) {
          try (ReadableByteChannel in = array.open()) {
            while (in.read(buffer.clear()) >= 0) {
              // goes on
            }
          }
        }
      }
    } finally {
      long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
      assertThat(allocated).isLessThan(Files.size(file) + CONSTANT);
    }
  }

  private List<byte[]> good(FileFormat format) throws IOException {
    List<byte[]> files = new ArrayList<>();
    List<StoredArray> arrays = new ArrayList<>();
    for (ElementType type : ElementType.values()) {
      boolean has = switch (format) {
        case SAFETENSORS -> true;
        case PARAMS -> type.params().isPresent();
        case NPZ -> type.numpy().isPresent();
      };
      if (has) {
        arrays.add(ArrayText.array("layer." + type, type, new byte[type.bytes() * 6], 2, 3));
      }
    }
    Path file = folder.resolve("good");
    ArrayFile.write(
        file, format, arrays, new TreeMap<>(Map.of("ashlar.format", "1", "k", "v".repeat(100))));
    files.add(Files.readAllBytes(file));
    String[] others = switch (format) {
      case SAFETENSORS -> new String[] {"python.safetensors"};
      case PARAMS ->
        new String[] {"/gluon/convnet.params", "/gluon/dtypes.params", "/gluon/list.params"};
      case NPZ -> new String[] {"numpy.npz", "numpy-compressed.npz"};
    };
    for (String other : others) {
      try (InputStream in = BadFilesTest.class.getResourceAsStream(other)) {
        files.add(in.readAllBytes());
      }
    }
    if (format == FileFormat.PARAMS) {
      files.add(sparse());
    }
    return files;
  }

  private static byte[] sparse() {
    ByteBuffer bytes = ByteBuffer.allocate(400).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(0x112).putLong(0).putLong(2);
    bytes
        .putInt(0xF993FAC9)
        .putInt(1)
        .putInt(2)
        .putLong(1)
        .putLong(2)
        .putInt(2)
        .putLong(4)
        .putLong(2);
    bytes
        .putInt(1)
        .putInt(0)
        .putInt(0)
        .putInt(6)
        .putInt(1)
        .putLong(1)
        .putLong(5)
        .putLong(2);
    bytes.putInt(0xF993FAC9).putInt(2).putInt(1).putLong(3).putInt(2).putLong(2).putLong(3);
    bytes
        .putInt(1)
        .putInt(0)
        .putInt(4)
        .putInt(6)
        .putInt(1)
        .putLong(3)
        .putInt(6)
        .putInt(1)
        .putLong(3);
    bytes
        .putInt(1)
        .putInt(2)
        .putInt(3)
        .putLong(0)
        .putLong(2)
        .putLong(3)
        .putLong(0)
        .putLong(2)
        .putLong(1);
    bytes.putLong(0);
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private static byte[] mutate(byte[] bytes, List<byte[]> good, Random random) {
    return switch (random.nextInt(9)) {
      case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)); // cut off
      case 1 -> Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(64)); // longer
      case 2, 3 -> flipped(bytes, random);
      case 4, 5 -> grown(bytes, random);
      case 6 -> spliced(bytes, good.get(random.nextInt(good.size())), random);
      case 7 -> otherDigit(bytes, random);
      default -> inserted(bytes, random);
    };
  }

  private static byte[] flipped(byte[] bytes, Random random) {
    byte[] flipped = bytes.clone();
    if (bytes.length > 0) {
      flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  // A number somewhere becomes another one: huge, negative, or near by.
  private static byte[] grown(byte[] bytes, Random random) {
    int width = random.nextBoolean() ? 4 : 8;
    if (bytes.length < width) {
      return bytes;
    }
    byte[] changed = bytes.clone();
    ByteBuffer buffer = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
    int at = random.nextInt(bytes.length - width + 1);
    long other = switch (random.nextInt(4)) {
      case 0 -> random.nextLong() >>> random.nextInt(64);
      case 1 -> -1 - random.nextInt(3);
      case 2 -> (width == 4 ? buffer.getInt(at) : buffer.getLong(at)) + random.nextInt(33) - 16;
      default -> 1L << random.nextInt(63);
    };
    if (width == 4) {
      buffer.putInt(at, (int) other);
    } else {
      buffer.putLong(at, other);
    }
    return changed;
  }

  private static byte[] spliced(byte[] bytes, byte[] other, Random random) {
    byte[] start = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
    byte[] end = Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length);
    byte[] all = Arrays.copyOf(start, start.length + end.length);
    System.arraycopy(end, 0, all, start.length, end.length);
    return all;
  }

  private static byte[] otherDigit(byte[] bytes, Random random) {
    byte[] changed = bytes.clone();
    int at = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
    while (at < bytes.length && !Character.isDigit(changed[at])) {
      at++;
    }
    if (at < bytes.length) {
      changed[at] = (byte) ('0' + random.nextInt(10));
    }
    return changed;
  }

  private static byte[] inserted(byte[] bytes, Random random) {
    String[] junk = {
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      "\"",
      "\\",
      "\0",
      "99999999999",
      "[".repeat(3000),
      "{\"a\":".repeat(2000),
      "PK\3\4"
    };
    byte[] more = junk[random.nextInt(junk.length)].getBytes(StandardCharsets.UTF_8);
    int at = random.nextInt(bytes.length + 1);
    byte[] all = new byte[bytes.length + more.length];
    System.arraycopy(bytes, 0, all, 0, at);
    System.arraycopy(more, 0, all, at, more.length);
    System.arraycopy(bytes, at, all, at + more.length, bytes.length - at);
    if (all.length > 16
        && all[8] == '{'
        && random.nextBoolean()) { // the length follows, so that the JSON is met
      ByteBuffer.wrap(all)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putLong(0, ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).getLong(0) + more.length);
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "{\"__metadata__\":{\"a\":\"b\"},"})
  void deepAndHugeJsonIsRefusedQuickly(String part) throws IOException {
    Path file = folder.resolve("x");
    Files.write(file, PlainSafetensors.bytes("{\"a\":" + part.repeat(1_000_000), new byte[0]));
    Assertions.assertThatThrownBy(() -> ArrayFile.open(file))
        .isInstanceOf(ArrayFileException.class)
        .hasMessageContaining("at byte");
  }

  private Path zip(Map<String, byte[]> entries, boolean compressed) throws IOException {
    Path file = folder.resolve("x.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        ZipEntry header = new ZipEntry(entry.getKey());
        if (!compressed) {
          CRC32 checksum = new CRC32();
          checksum.update(entry.getValue());
          header.setMethod(ZipEntry.STORED);
          header.setSize(entry.getValue().length);
          header.setCrc(checksum.getValue());
        }
        zip.putNextEntry(header);
        zip.write(entry.getValue());
      }
    }
    return file;
  }

  private static byte[] npy(String header, int bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {
      (byte) 0x93,
      'N',
      'U',
      'M',
      'P',
      'Y',
      1,
      0,
      (byte) header.length(),
      (byte) (header.length() >> 8)
    });
    out.write(header.getBytes(StandardCharsets.ISO_8859_1));
    out.write(new byte[bytes]);
    return out.toByteArray();
  }

  private static void assertRefused(Path file, String... what) {
    Assertions.assertThatThrownBy(() -> read(file))
        .isInstanceOf(ArrayFileException.class)
        .hasMessageContaining("file '" + file + "' is not valid npz")
        .message()
        .contains(what);
  }

  @Test
  void aZipBombIsRefused() throws IOException {
    byte[] zeros =
        npy("{'descr': '<f4', 'fortran_order': False, 'shape': (25000000,), }", 100_000_000);
    assertRefused(
        zip(Map.of("bomb.npy", zeros), true), "'bomb.npy'", "more than 200 times is refused");
  }

  @Test
  void whatNpzDoesNotAllowIsNamed() throws IOException {
    assertRefused(zip(Map.of("a.txt", new byte[3]), true), "entry 'a.txt'", "no .npy file");
    assertRefused(zip(Map.of("model/data.pkl", new byte[3]), true), "PyTorch");
    assertRefused(
        zip(Map.of("a.npy", new byte[3]), true), "entry 'a.npy'", "ends inside its header");
    assertRefused(
        zip(
            Map.of("a.npy", npy("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", 8)),
            false),
        "Python objects");
    assertRefused(
        zip(
            Map.of("a.npy", npy("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }", 8)),
            false),
        "8 bytes of elements",
        "make 12");
    assertRefused(
        zip(
            Map.of(
                "a.npy",
                npy(
                    "{'descr': '<f4', 'fortran_order': False, 'shape': (9223372036854775807,), }",
                    8)),
            false),
        "overflows");
    assertRefused(
        zip(
            Map.of(
                "a.npy",
                npy(
                    "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2,), }",
                    8)),
            false),
        "'descr' twice");
    assertRefused(
        zip(Map.of("__metadata__.json", "{\"a\":1}".getBytes(StandardCharsets.UTF_8)), true),
        "'__metadata__.json'",
        "object of strings");
    byte[] damaged = Files.readAllBytes(zip(
        Map.of("a.npy", npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", 8)),
        false));
    for (int i = 0; i < 4; i++) {
      damaged[100 + i] ^= 1; // inside the elements or the header: never read as good
    }
    Path file = Files.write(folder.resolve("x.npz"), damaged);
    assertRefused(file, "'a.npy'");
  }
}
