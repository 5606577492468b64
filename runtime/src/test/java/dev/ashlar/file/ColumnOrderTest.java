package dev.ashlar.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ashlar.FreshJvm;
import dev.ashlar.shape.Shape;
import java.io.ByteArrayInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Arrays that lie column by column come row by row, with little memory, whatever their size. */
class ColumnOrderTest {
  @TempDir
  Path folder;

  // Element (i, j, k, …) is at i + I * (j + J * (k + …)) among the columns.
  private static byte[] rows(byte[] columns, int width, long... sizes) {
    ByteBuffer rows = ByteBuffer.allocate(columns.length);
    place(rows, columns, width, 0, 0, 1, sizes);
    return rows.array();
  }

  private static void place(
      ByteBuffer rows, byte[] columns, int width, int dimension, long at, long stride, long[] all) {
    if (dimension == all.length) {
      rows.put(columns, (int) at * width, width);
      return;
    }
    for (long i = 0; i < all[dimension]; i++) {
      place(rows, columns, width, dimension + 1, at + i * stride, stride * all[dimension], all);
    }
  }

  private static byte[] random(int bytes, long seed) {
    byte[] random = new byte[bytes];
    new Random(seed).nextBytes(random);
    return random;
  }

  private static ReadableByteChannel channel(byte[] bytes) {
    return Channels.newChannel(new ByteArrayInputStream(bytes));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void everyElementGoesToItsPlace(int width) throws IOException {
    long[][] shapes = {{1, 1}, {3, 5}, {1, 7}, {7, 1}, {2, 3, 4}, {5, 1, 2, 3}, {33, 47}};
    for (long[] sizes : shapes) {
      Shape shape = Shape.of(sizes);
      byte[] columns = random((int) shape.elements() * width, width);
      byte[] expected = rows(columns, width, sizes);

      byte[] banded = new byte[expected.length];
      ByteBuffer target = ByteBuffer.wrap(banded);
      ReadableByteChannel in = new ColumnOrder(shape, width).rows(() -> channel(columns), 0);
      while (target.hasRemaining()) {
        assertThat(in.read(target)).isPositive();
      }
      assertThat(in.read(ByteBuffer.allocate(1))).isEqualTo(-1);
      assertThat(banded).isEqualTo(expected);

      List<ByteBuffer> pieces = new ArrayList<>();
      for (int from = 0; from < expected.length; from += 16) {
        pieces.add(ByteBuffer.allocate(Math.min(16, expected.length - from)));
      }
      new ColumnOrder(shape, width).scatter(channel(columns), pieces);
      ByteBuffer scattered = ByteBuffer.allocate(expected.length);
      pieces.forEach(scattered::put);
      assertThat(scattered.array()).isEqualTo(expected);
    }
  }

  @Test
  void columnsAreReadOnceForEachBandThatTheLimitAllows() throws IOException {
    Shape shape = Shape.of(700, 30, 50);
    byte[] columns = random(4_200_000, 3);
    byte[] read = new byte[columns.length];
    int[] opened = new int[1];

    ReadableByteChannel in = new ColumnOrder(shape, 4)
        .rows(
            () -> {
              opened[0]++;
              return channel(columns);
            },
            0);
    ByteBuffer target = ByteBuffer.wrap(read);
    while (target.hasRemaining()) {
      in.read(target);
    }

    assertThat(read).isEqualTo(rows(columns, 4, 700, 30, 50));
    assertThat(opened[0]).isEqualTo(5); // a megabyte at a time
  }

  /** Reads the file with all of its memory small, in both ways, and prints what it found. */
  public static final class Reads {
    public static void main(String[] arguments) throws IOException {
      try (ArrayFile file = ArrayFile.open(Path.of(arguments[0]))) {
        StoredArray stored = file.get("a");
        CRC32 checksum = new CRC32();
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        try (ReadableByteChannel in = stored.open()) {
          while (in.read(buffer.clear()) >= 0) {
            checksum.update(buffer.flip());
          }
        }
        System.out.println(checksum.getValue());
      }
    }
  }

  @Test
  void aCompressedArrayNeedsNoMemoryOfItsSize() throws Exception {
    int rows = 1500;
    int columns = 4000;
    byte[] elements = new byte[rows * columns * 8]; // 48 MB
    Random random = new Random(7);
    for (int i = 0; i < elements.length; i += 8) {
      random.nextInt();
      elements[i] = (byte) random.nextInt(16);
      elements[i + 1] = (byte) i;
    }
    Path file = folder.resolve("x.npz");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setLevel(Deflater.BEST_SPEED);
      zip.putNextEntry(new ZipEntry("a.npy"));
      zip.write(header("{'descr': '<i8', 'fortran_order': True, 'shape': (1500, 4000), }"));
      zip.write(elements);
    }
    CRC32 expected = new CRC32();
    expected.update(rows(elements, 8, rows, columns));

    List<String> command = new ArrayList<>(FreshJvm.command(Reads.class, file.toString()));
    command.addAll(1, List.of("-Xmx32m", "-XX:MaxDirectMemorySize=4m"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said.strip()).isEqualTo(Long.toString(expected.getValue()));
  }

  @Test
  void anArrayPast2GbIsRead() throws IOException {
    assumeTrue(Boolean.getBoolean("ashlar.long"), "takes 5 GB of disk and memory: -Dashlar.long");
    int rows = 70_000;
    int columns = 4_000;
    Path file = folder.resolve("x.npz");
    CRC32 checksum = new CRC32();
    byte[] header = header("{'descr': '<f8', 'fortran_order': True, 'shape': (70000, 4000), }");
    checksum.update(header);
    byte[] column = new byte[rows * 8];
    for (int j = 0; j < columns; j++) {
      checksum.update(column(column, j));
    }
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      ZipEntry entry = new ZipEntry("a.npy");
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(header.length + 8L * rows * columns);
      entry.setCrc(checksum.getValue());
      zip.putNextEntry(entry);
      zip.write(header);
      for (int j = 0; j < columns; j++) {
        zip.write(column(column, j));
      }
    }
    try (ArrayFile arrays = ArrayFile.open(file)) {
      long start = System.nanoTime();
      INDArray read = NativeArrays.read(arrays.get("a"));
      System.out.printf("2.2 GB by columns in %.1f s%n", (System.nanoTime() - start) / 1e9);
      Random random = new Random(5);
      for (int i = 0; i < 10_000; i++) {
        int row = random.nextInt(rows);
        int at = random.nextInt(columns);
        assertThat(read.getDouble(row, at)).isEqualTo(at * 1e6 + row);
      }
      assertThat(read.getDouble(rows - 1, columns - 1)).isEqualTo((columns - 1) * 1e6 + rows - 1);
    }
  }

  private static byte[] column(byte[] bytes, int j) {
    ByteBuffer column = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; column.hasRemaining(); i++) {
      column.putDouble(j * 1e6 + i);
    }
    return bytes;
  }

  private static byte[] header(String dictionary) throws IOException {
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(0x93);
    out.writeBytes("NUMPY");
    out.write(1);
    out.write(0);
    out.write(dictionary.length());
    out.write(0);
    out.writeBytes(dictionary);
    return bytes.toByteArray();
  }
}
