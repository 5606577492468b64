package dev.ashlar.file;

import dev.ashlar.naming.NameList;
import dev.ashlar.shape.Shape;
import java.io.EOFException;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Between ND4J's arrays and files: bytes go straight from the one's memory to the other, a few
 * megabytes at a time, so that arrays past 2 GB do too. The only class here that needs ND4J.
 */
public final class NativeArrays {
  private static final long CHUNK = 1L << 24;
  private static final long OWN_MEMORY = 1L << 20; // ND4J fills what it allocates with zeros
  private static final long CAST = 1L << 20; // elements that are cast at a time
  /** The most dimensions that an array of ND4J can have. */
  public static final int HIGHEST_RANK = 32;

  private static final Map<ElementType, DataType> TYPES = new EnumMap<>(Map.ofEntries(
      Map.entry(ElementType.BOOL, DataType.BOOL),
      Map.entry(ElementType.UINT8, DataType.UINT8),
      Map.entry(ElementType.INT8, DataType.INT8),
      Map.entry(ElementType.INT16, DataType.INT16),
      Map.entry(ElementType.UINT16, DataType.UINT16),
      Map.entry(ElementType.FLOAT16, DataType.FLOAT16),
      Map.entry(ElementType.BFLOAT16, DataType.BFLOAT16),
      Map.entry(ElementType.INT32, DataType.INT32),
      Map.entry(ElementType.UINT32, DataType.UINT32),
      Map.entry(ElementType.FLOAT32, DataType.FLOAT),
      Map.entry(ElementType.INT64, DataType.INT64),
      Map.entry(ElementType.UINT64, DataType.UINT64),
      Map.entry(ElementType.FLOAT64, DataType.DOUBLE)));

  static {
    if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
      throw new ExceptionInInitializerError(
          "files of arrays need a little-endian machine, this one is " + ByteOrder.nativeOrder());
    }
  }

  private NativeArrays() {}

  /**
   * {@return an array, to be written under a name} Its elements are read when the file is written.
   *
   * @param name its name in the file
   * @param array the array, which must not be closed before it is written
   * @throws ArrayFileException if files have no such type, as for strings
   */
  public static StoredArray stored(String name, INDArray array) {
    ElementType type = TYPES.entrySet().stream()
        .filter(entry -> entry.getValue() == array.dataType())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> new ArrayFileException(NameList.quote(name) + " is of the type "
            + array.dataType() + ", which files of arrays do not have"));
    Shape shape = Shape.of(array.shape());
    if (array.isEmpty() && shape.isKnown()) {
      throw new ArrayFileException(
          NameList.quote(name) + " is empty, but its shape " + shape + " does not say so");
    }
    return new StoredArray(name, type, shape, new NativeContent(array));
  }

  /**
   * {@return nD4J's word for a type; empty if it has none}
   *
   * @param type a file's type
   */
  public static Optional<DataType> dataType(ElementType type) {
    return Optional.ofNullable(TYPES.get(type));
  }

  /**
   * Reads an array into memory of its own.
   *
   * @param stored the array in its file
   * @return a new array, row by row, which the caller closes
   * @throws ArrayFileException if ND4J has no such type or rank, the memory does not suffice, or
   *     the file breaks its format
   * @throws IOException if the file cannot be read
   */
  public static INDArray read(StoredArray stored) throws IOException {
    return read(stored, stored.type(), stored.shape());
  }

  /**
   * Reads an array into memory of its own, as another type, which {@code castTo} makes of it, and
   * in another shape with as many elements.
   *
   * @param stored the array in its file
   * @param type the type to come
   * @param shape the shape to come
   * @return a new array, row by row, which the caller closes
   * @throws ArrayFileException if ND4J has no such type or rank, the memory does not suffice, or
   *     the file breaks its format
   * @throws IOException if the file cannot be read
   */
  public static INDArray read(StoredArray stored, ElementType type, Shape shape)
      throws IOException {
    requireType(stored);
    INDArray array = allocate(stored, type, shape);
    try {
      readInto(stored, array);
      return array;
    } catch (IOException | RuntimeException | Error failure) {
      array.close();
      throw failure;
    }
  }

  private static INDArray allocate(StoredArray stored, ElementType type, Shape shape) {
    try {
      DataType dataType = Objects.requireNonNull(TYPES.get(type), type::name);
      long bytes = StoredArray.bytes(type, shape.sizes());
      return bytes < OWN_MEMORY
          ? Nd4j.createUninitialized(dataType, shape.sizes(), 'c')
          : over(LargePages.allocate(bytes), dataType, shape.sizes());
    } catch (OutOfMemoryError tooLarge) {
      throw new ArrayFileException(
          NameList.quote(stored.name()) + " has " + stored.bytes()
              + " bytes, for which there is no memory",
          tooLarge);
    }
  }

  /**
   * Reads an array into the memory of another one, which has as many elements and
   * {@linkplain #liesByRows lies by rows}, as that one's type. If that fails, part of it may have
   * been written.
   *
   * @param stored the array in its file
   * @param array what is written to
   * @throws ArrayFileException if ND4J has no such type, or the file breaks its format
   * @throws IOException if the file cannot be read
   */
  public static void readInto(StoredArray stored, INDArray array) throws IOException {
    DataType type = requireType(stored);
    try {
      if (type == array.dataType()) {
        fill(array, stored);
      } else {
        fillCast(array, stored, type);
      }
    } catch (EOFException early) {
      throw new ArrayFileException(NameList.quote(stored.name()) + " ends early", early);
    }
  }

  // What lies by columns in the file goes to its places at once, whatever its size.
  private static void fill(INDArray array, StoredArray stored) throws IOException {
    Optional<ReadableByteChannel> columns = stored.content().openColumns();
    if (columns.isEmpty()) {
      try (ReadableByteChannel rows = stored.open()) {
        fill(array, rows);
      }
      return;
    }
    try (ReadableByteChannel in = columns.get()) {
      List<ByteBuffer> pieces = new ArrayList<>();
      forEachPiece(array, pieces::add);
      new ColumnOrder(stored.shape(), stored.type().bytes()).scatter(in, pieces);
    }
    Reference.reachabilityFence(array);
  }

  private static void fillCast(INDArray array, StoredArray stored, DataType type)
      throws IOException {
    long bytes = bytes(array);
    try (ReadableByteChannel elements = stored.open()) {
      for (long done = 0; done < bytes; ) {
        long count = Math.min(CAST, (bytes - done) / array.dataType().width());
        try (INDArray part = Nd4j.createUninitialized(type, new long[] {count}, 'c')) {
          fill(part, elements);
          try (INDArray cast = part.castTo(array.dataType())) {
            piece(array, done, bytes).put(piece(cast, 0, bytes(cast)));
            done += bytes(cast);
          }
        }
      }
    }
    Reference.reachabilityFence(array);
  }

  /**
   * Fills an array that {@linkplain #liesByRows lies by rows} with bytes.
   *
   * @param array what is written to
   * @param bytes as many as it has, or more
   * @throws IOException if they cannot be read
   * @throws EOFException if there are too few
   */
  public static void fill(INDArray array, ReadableByteChannel bytes) throws IOException {
    forEachPiece(array, piece -> {
      while (piece.hasRemaining()) {
        if (bytes.read(piece) < 0) {
          throw new EOFException();
        }
      }
    });
  }

  /**
   * Writes the bytes of an array that {@linkplain #liesByRows lies by rows}.
   *
   * @param array what is written
   * @param out where to
   * @throws IOException if that fails
   */
  public static void write(INDArray array, WritableByteChannel out) throws IOException {
    forEachPiece(array, piece -> ArrayContent.writeFully(out, piece));
  }

  private static DataType requireType(StoredArray stored) {
    if (!stored.shape().hasRank()) {
      throw new ArrayFileException(NameList.quote(stored.name()) + " has no value in the file");
    }
    if (stored.shape().rank() > HIGHEST_RANK) {
      throw new ArrayFileException(NameList.quote(stored.name()) + " has "
          + stored.shape().rank() + " dimensions; ND4J's arrays have at most " + HIGHEST_RANK);
    }
    return dataType(stored.type())
        .orElseThrow(() -> new ArrayFileException(
            NameList.quote(stored.name()) + " is " + stored.type() + ", which ND4J does not have"));
  }

  /**
   * An array whose memory is the file itself: nothing is read until it is used, and what is written
   * to it goes to a private copy of the page. The file must not be changed or cut off in place
   * while the array lives; replacing it by a rename, as {@link ArrayFile#write} does, is safe.
   *
   * @param stored the array in its file
   * @return empty if the elements do not lie in the file as they are in memory, aligned, or have
   *     more than 2 GB
   * @throws ArrayFileException if ND4J has no such type or rank
   * @throws IOException if the file cannot be mapped
   */
  public static Optional<INDArray> map(StoredArray stored) throws IOException {
    DataType type = requireType(stored);
    return stored.content().map().flatMap(bytes -> {
      BytePointer pointer = new BytePointer(bytes.order(ByteOrder.nativeOrder()));
      if (pointer.address() % stored.type().bytes() != 0) {
        return Optional.empty();
      }
      return Optional.of(over(pointer, type, stored.shape().sizes()));
    });
  }

  private static INDArray over(BytePointer memory, DataType type, long... sizes) {
    return Nd4j.create(
        Nd4j.createBuffer(memory, Shape.of(sizes).elements(), type),
        sizes,
        Nd4j.getStrides(sizes, 'c'),
        0,
        'c',
        type);
  }

  /**
   * {@return whether two arrays of memory of their own, row by row, hold the same bytes}
   *
   * @param one one array
   * @param other another, of the same type and shape
   */
  public static boolean sameBytes(INDArray one, INDArray other) {
    long bytes = bytes(one);
    boolean same = bytes == bytes(other);
    for (long from = 0; same && from < bytes; from += CHUNK) {
      same = piece(one, from, bytes).equals(piece(other, from, bytes));
    }
    Reference.reachabilityFence(one);
    Reference.reachabilityFence(other);
    return same;
  }

  private interface Piece {
    void accept(ByteBuffer bytes) throws IOException;
  }

  private static void forEachPiece(INDArray array, Piece action) throws IOException {
    long bytes = bytes(array);
    for (long from = 0; from < bytes; from += CHUNK) {
      action.accept(piece(array, from, bytes));
    }
    Reference.reachabilityFence(array);
  }

  private static long bytes(INDArray array) {
    return array.isEmpty()
        ? 0
        : Math.multiplyExact(array.length(), array.dataType().width());
  }

  private static ByteBuffer piece(INDArray array, long from, long bytes) {
    long size = Math.min(bytes - from, CHUNK);
    ByteBuffer piece =
        new BytePointer(array.data().pointer()).getPointer(from).limit(size).asByteBuffer();
    if (piece.remaining() != size) {
      throw new IllegalStateException(
          "a piece of " + size + " bytes came as one of " + piece.remaining());
    }
    return piece;
  }

  /**
   * {@return whether an array has memory of its own, in which its elements lie row by row}
   *
   * @param array the array
   */
  public static boolean liesByRows(INDArray array) {
    if (array.isEmpty() || array.isView()) {
      return array.isEmpty();
    }
    long elements = 1;
    for (int i = array.rank() - 1; i >= 0; i--) {
      if (array.size(i) != 1 && array.stride(i) != elements) {
        return false;
      }
      elements *= array.size(i);
    }
    return true;
  }

  private record NativeContent(INDArray array) implements ArrayContent {
    // Its own memory, or, where it lies otherwise there, as a view does, that of a copy.
    private INDArray byRows() {
      return liesByRows(array) ? array : array.dup('c');
    }

    @Override
    public ReadableByteChannel open() {
      INDArray rows = byRows();
      long bytes = bytes(rows);
      return new BorrowedChannel() {
        private long done;

        @Override
        public int read(ByteBuffer target) {
          if (done == bytes) {
            return -1;
          }
          ByteBuffer piece = piece(rows, done, bytes);
          piece.limit(Math.min(piece.limit(), target.remaining()));
          int count = piece.remaining();
          target.put(piece);
          done += count;
          return count;
        }
      };
    }

    @Override
    public void writeTo(WritableByteChannel out, long bytes) throws IOException {
      NativeArrays.write(byRows(), out);
    }
  }
}
