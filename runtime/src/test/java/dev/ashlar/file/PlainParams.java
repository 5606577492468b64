package dev.ashlar.file;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes .params files, in every version and storage, with no code of the one under test: after
 * {@code NDArray::Save} and {@code NDArray::LegacyLoad} in MXNet 1.9.1's
 * {@code src/ndarray/ndarray.cc}, and {@code TypeFlag} in {@code mshadow/base.h}.
 */
public final class PlainParams {
  private static final int[] MAGIC = {0, 0xF993FAC8, 0xF993FAC9, 0xF993FACA};
  private static final int INT32 = 4;
  private static final int INT64 = 6;

  private final ByteArrayOutputStream arrays = new ByteArrayOutputStream();
  private final List<String> names = new ArrayList<>();

  /** The code of a type. */
  public static int code(ElementType type) {
    return switch (type) {
      case FLOAT32 -> 0;
      case FLOAT64 -> 1;
      case FLOAT16 -> 2;
      case UINT8 -> 3;
      case INT32 -> INT32;
      case INT8 -> 5;
      case INT64 -> INT64;
      case BOOL -> 7;
      case INT16 -> 8;
      case UINT16 -> 9;
      case UINT32 -> 10;
      case UINT64 -> 11;
      case BFLOAT16 -> 12;
      case FLOAT8_E4M3, FLOAT8_E5M2, FLOAT8_E8M0, COMPLEX64 ->
        throw new IllegalArgumentException("MXNet has no " + type);
    };
  }

  private static void write32(ByteArrayOutputStream out, int number) {
    out.writeBytes(little(Integer.BYTES).putInt(number).array());
  }

  private static void write64(ByteArrayOutputStream out, long number) {
    out.writeBytes(little(Long.BYTES).putLong(number).array());
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void shape(long... sizes) {
    write32(arrays, sizes.length);
    for (long size : sizes) {
      write64(arrays, size);
    }
  }

  /** An array whose elements are all there. */
  public PlainParams dense(
      int version, String name, ElementType type, byte[] elements, long... sizes) {
    names.add(name);
    if (version == 0) {
      write32(arrays, sizes.length);
      for (long size : sizes) {
        write32(arrays, (int) size);
      }
    } else {
      write32(arrays, MAGIC[version]);
      if (version > 1) {
        write32(arrays, 0); // kDefaultStorage
      }
      shape(sizes);
    }
    deviceAndType(type);
    arrays.writeBytes(elements);
    return this;
  }

  private void deviceAndType(ElementType type) {
    write32(arrays, 1); // kCPU
    write32(arrays, 0);
    write32(arrays, code(type));
  }

  /** An array of which those rows are stored that are not all zero. */
  public PlainParams rows(
      int version, String name, ElementType type, boolean wide, byte[] elements, long... sizes) {
    int rows = (int) sizes[0];
    int row = elements.length / rows;
    ByteArrayOutputStream values = new ByteArrayOutputStream();
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      if (!isZero(elements, i * row, row)) {
        indices.add(i);
        values.write(elements, i * row, row);
      }
    }
    names.add(name);
    write32(arrays, MAGIC[version]);
    write32(arrays, 1); // kRowSparseStorage
    long[] stored = sizes.clone();
    stored[0] = indices.size();
    shape(stored);
    shape(sizes);
    deviceAndType(type);
    write32(arrays, wide ? INT64 : INT32);
    shape(indices.size());
    arrays.writeBytes(values.toByteArray());
    indices(indices, wide);
    return this;
  }

  /** A matrix of which those elements are stored that are not zero, row by row. */
  public PlainParams csr(
      String name, ElementType type, boolean wide, byte[] elements, int rows, int columns) {
    ByteArrayOutputStream values = new ByteArrayOutputStream();
    List<Integer> starts = new ArrayList<>(List.of(0));
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        int at = (i * columns + j) * type.bytes();
        if (!isZero(elements, at, type.bytes())) {
          places.add(j);
          values.write(elements, at, type.bytes());
        }
      }
      starts.add(places.size());
    }
    names.add(name);
    write32(arrays, MAGIC[2]);
    write32(arrays, 2); // kCSRStorage
    shape(places.size());
    shape(rows, columns);
    deviceAndType(type);
    write32(arrays, wide ? INT64 : INT32);
    shape(starts.size());
    write32(arrays, wide ? INT64 : INT32);
    shape(places.size());
    arrays.writeBytes(values.toByteArray());
    indices(starts, wide);
    indices(places, wide);
    return this;
  }

  private void indices(List<Integer> indices, boolean wide) {
    for (int index : indices) {
      if (wide) {
        write64(arrays, index);
      } else {
        write32(arrays, index);
      }
    }
  }

  private static boolean isZero(byte[] bytes, int from, int count) {
    for (int i = from; i < from + count; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** The file. */
  public byte[] bytes() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    write64(file, 0x112); // kMXAPINDArrayListMagic
    write64(file, 0);
    write64(file, names.size());
    file.writeBytes(arrays.toByteArray());
    write64(file, names.size());
    for (String name : names) {
      byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
      write64(file, utf8.length);
      file.writeBytes(utf8);
    }
    return file.toByteArray();
  }
}
