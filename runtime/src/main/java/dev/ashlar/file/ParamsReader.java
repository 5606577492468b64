package dev.ashlar.file;

import dev.ashlar.naming.NameList;
import dev.ashlar.shape.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads MXNet's .params, all versions of its arrays, 0 to 3, as MXNet 1.9.1 and 2 write and read
 * them: a magic number, the arrays one after the other, then their names. Sparse arrays are made
 * dense as they are read. The arrays of a file without names have their positions as names.
 */
final class ParamsReader {
  /** The first number of such a file. */
  static final long MAGIC = 0x112;

  static final int V1 = 0xF993FAC8;
  static final int V2 = 0xF993FAC9;
  static final int V3 = 0xF993FACA;

  static final int DENSE = 0;
  private static final int ROW_SPARSE = 1;
  private static final int CSR = 2;

  private static final int MOST_SIZES = 32;
  private static final int SMALLEST_ARRAY = Integer.BYTES;

  private final FileCursor cursor;
  private final FileBytes file;

  private ParamsReader(FileBytes file) {
    this.file = file;
    this.cursor = new FileCursor(file, FileFormat.PARAMS);
  }

  /**
   * Reads a file.
   *
   * @throws ArrayFileException if it breaks the format
   */
  static FileFormat.Contents read(FileBytes file) throws IOException {
    return new FileFormat.Contents(new ParamsReader(file).arrays(), Map.of());
  }

  // What a record says but for its name.
  private record Unnamed(ElementType type, Shape shape, ArrayContent content) {}

  private Map<String, StoredArray> arrays() throws IOException {
    cursor.int64(); // the magic number
    cursor.int64(); // reserved
    long count = cursor.count("arrays", SMALLEST_ARRAY);
    List<Unnamed> arrays = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      arrays.add(array());
    }
    Map<String, StoredArray> byName = new LinkedHashMap<>();
    for (String name : names(arrays.size())) {
      Unnamed array = arrays.get(byName.size());
      if (byName.put(name, new StoredArray(name, array.type(), array.shape(), array.content()))
          != null) {
        throw cursor.malformed(
            "two arrays have the name " + NameList.quote(name), cursor.position());
      }
    }
    if (cursor.position() != file.size()) {
      throw cursor.malformed(
          (file.size() - cursor.position()) + " bytes follow the last name", cursor.position());
    }
    return byName;
  }

  private List<String> names(int arrays) throws IOException {
    long at = cursor.position();
    long count = cursor.count("names", Long.BYTES);
    if (count != 0 && count != arrays) {
      throw cursor.malformed(count + " names for " + arrays + " arrays", at);
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < arrays; i++) {
      names.add(count == 0 ? Integer.toString(i) : name());
    }
    return names;
  }

  private String name() throws IOException {
    long at = cursor.position();
    return Utf8.decode(cursor.bytes(cursor.count("bytes of a name", 1)))
        .orElseThrow(() -> cursor.malformed("a name is not UTF-8", at));
  }

  private Unnamed array() throws IOException {
    long at = cursor.position();
    int magic = cursor.int32();
    return switch (magic) {
      case V3, V2 -> storage(magic == V3);
      case V1 -> plain(sizes(cursor.int32(), false, false, at), at);
      default -> {
        if (magic < 0 || magic > MOST_SIZES) {
          throw cursor.malformed(
              "an array begins with 0x" + Integer.toHexString(magic)
                  + ", which is no version's mark",
              at);
        }
        yield plain(sizes(magic, true, false, at), at);
      }
    };
  }

  private Unnamed plain(Shape shape, long at) throws IOException {
    if (shape.rank() == 0) {
      return nothing();
    }
    ElementType type = deviceAndType();
    return new Unnamed(type, shape, data(type, at, shape.sizes()));
  }

  // Versions 2 and 3.
  private Unnamed storage(boolean scalars) throws IOException {
    long at = cursor.position();
    int storage = cursor.int32();
    if (storage != DENSE && (scalars || storage != ROW_SPARSE && storage != CSR)) {
      throw cursor.malformed("an array has the unknown storage " + storage, at);
    }
    Shape stored =
        storage == DENSE ? Shape.unknown() : sizes(cursor.int32(), false, true, cursor.position());
    Shape shape = sizes(cursor.int32(), false, scalars, at);
    if (!shape.hasRank() || shape.rank() == 0 && !scalars) {
      return nothing();
    }
    ElementType type = deviceAndType();
    return storage == DENSE
        ? new Unnamed(type, shape, data(type, at, shape.sizes()))
        : sparse(storage, stored, shape, type, at);
  }

  private static Unnamed nothing() {
    return new Unnamed(ElementType.FLOAT32, Shape.unknown(), () -> {
      throw new IOException("the file holds no array of this name");
    });
  }

  private ElementType deviceAndType() throws IOException {
    cursor.int32(); // the type of the device: any can be read here
    cursor.int32(); // its number
    return type();
  }

  private ElementType type() throws IOException {
    long at = cursor.position();
    int code = cursor.int32();
    return ElementType.ofParams(code)
        .orElseThrow(() -> cursor.malformed("an array has the unknown type " + code, at));
  }

  // A rank of -1, or a size of -1, is one that numpy's semantics do not know: no array follows.
  private Shape sizes(int rank, boolean narrow, boolean numpy, long at) throws IOException {
    if (numpy && rank == -1) {
      return Shape.unknown();
    }
    if (rank < 0 || rank > MOST_SIZES) {
      throw cursor.malformed(
          "an array has " + rank + " dimensions, more than " + MOST_SIZES + " or fewer than 0", at);
    }
    long[] sizes = new long[rank];
    boolean known = true;
    for (int i = 0; i < rank; i++) {
      long place = cursor.position();
      sizes[i] = narrow ? Integer.toUnsignedLong(cursor.int32()) : cursor.int64();
      boolean unknown = numpy && sizes[i] == -1;
      known &= !unknown;
      if (sizes[i] < (numpy ? 0 : 1) && !unknown) {
        throw cursor.malformed("an array has a size of " + sizes[i], place);
      }
    }
    return known ? Shape.of(sizes) : Shape.unknown();
  }

  private ArrayContent data(ElementType type, long at, long... sizes) throws IOException {
    long begin = cursor.position();
    long bytes = bytes(type, at, sizes);
    cursor.skip(bytes, "an array of shape " + Shape.of(sizes) + " and type " + type);
    return file.range(begin, bytes);
  }

  private long bytes(ElementType type, long at, long... sizes) {
    try {
      return StoredArray.bytes(type, sizes);
    } catch (ArithmeticException overflow) {
      throw cursor.malformed("the shape " + Shape.of(sizes) + " overflows", at);
    }
  }

  private Unnamed sparse(int storage, Shape stored, Shape shape, ElementType type, long at)
      throws IOException {
    int indices = storage == CSR ? 2 : 1;
    List<ElementType> types = new ArrayList<>();
    List<Shape> shapes = new ArrayList<>();
    for (int i = 0; i < indices; i++) {
      types.add(type());
      shapes.add(sizes(cursor.int32(), false, true, at));
    }
    requireIndices(storage, stored, shape, types, shapes, at);
    long begin = cursor.position();
    data(type, at, stored.sizes());
    long dense = bytes(type, at, shape.sizes());
    Expansion.check(
        file.path(),
        FileFormat.PARAMS,
        "a sparse array, at byte " + at,
        cursor.position() - begin,
        dense);
    return new Unnamed(
        type,
        shape,
        storage == CSR
            ? csr(shape, type, types, shapes, begin, at)
            : rows(shape, type, types, shapes, begin, at));
  }

  private void requireIndices(
      int storage,
      Shape stored,
      Shape shape,
      List<ElementType> types,
      List<Shape> shapes,
      long at) {
    long[] sizes = shape.sizes();
    boolean fits = stored.hasRank()
        && types.stream().allMatch(this::isIndex)
        && shapes.stream().allMatch(index -> index.hasRank() && index.rank() == 1);
    if (fits && storage == CSR) {
      fits = sizes.length == 2
          && shapes.get(0).size(0) == sizes[0] + 1
          && stored.rank() == 1
          && stored.size(0) == shapes.get(1).size(0);
    } else if (fits) {
      long[] rows = sizes.clone();
      rows[0] = shapes.get(0).size(0);
      fits = Arrays.equals(stored.sizes(), rows) && rows[0] <= sizes[0];
    }
    if (!fits) {
      throw cursor.malformed(
          "the indices " + shapes + " " + types + " and the values " + stored
              + " of a sparse array of shape " + shape + " do not fit each other",
          at);
    }
  }

  private boolean isIndex(ElementType type) {
    return type == ElementType.INT64 || type == ElementType.INT32;
  }

  private ArrayContent rows(
      Shape shape,
      ElementType type,
      List<ElementType> types,
      List<Shape> shapes,
      long begin,
      long at)
      throws IOException {
    long row = bytes(type, at, shape.example().sizes());
    long count = shape.size(0);
    Indices places = indices(types.get(0), shapes.get(0));
    for (int i = 0; i < places.count(); i++) {
      long place = places.get(i);
      if (place < 0 || place >= count || i > 0 && place <= places.get(i - 1)) {
        throw outOfOrder(place, count);
      }
    }
    return new ScatteredContent(
        file, begin, row, places.count(), places::get, Math.multiplyExact(row, count));
  }

  private ArrayContent csr(
      Shape shape,
      ElementType type,
      List<ElementType> types,
      List<Shape> shapes,
      long begin,
      long at)
      throws IOException {
    Indices starts = indices(types.get(0), shapes.get(0));
    long columns = shape.size(1);
    long startsAt = cursor.position();
    Indices places = indices(types.get(1), shapes.get(1));
    int rows = starts.count() - 1;
    if (starts.get(0) != 0 || starts.get(rows) != places.count()) {
      throw cursor.malformed(
          "the rows of a sparse array do not begin at 0 and end at its last value", startsAt);
    }
    for (int row = 0; row < rows; row++) {
      if (starts.get(row) > starts.get(row + 1) || starts.get(row + 1) > places.count()) {
        throw cursor.malformed("row " + row + " of a sparse array ends before it begins", startsAt);
      }
      for (int i = (int) starts.get(row); i < starts.get(row + 1); i++) {
        long place = places.get(i);
        if (place < 0 || place >= columns || i > starts.get(row) && place <= places.get(i - 1)) {
          throw outOfOrder(place, columns);
        }
      }
    }
    return new ScatteredContent(
        file,
        begin,
        type.bytes(),
        places.count(),
        i -> starts.lastAtMost(i) * columns + places.get(i),
        bytes(type, at, shape.sizes()));
  }

  private ArrayFileException outOfOrder(long index, long limit) {
    return cursor.malformed(
        "the index " + index + " of a sparse array is out of order, or not in 0 to " + (limit - 1),
        cursor.position());
  }

  private Indices indices(ElementType type, Shape shape) throws IOException {
    return Indices.read(cursor, type, shape.size(0));
  }
}
