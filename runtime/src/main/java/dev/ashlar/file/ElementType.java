package dev.ashlar.file;

import static java.util.stream.Collectors.toMap;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The types of the elements of arrays in files, and the word that each format has for them.
 *
 * <p>Which format knows which type: safetensors all; .params those of MXNet, of which versions
 * before 2 do not know int16, uint16, uint32 and uint64 (no 8-bit floats, no complex numbers); npz
 * those of numpy (no bfloat16, no 8-bit floats).
 */
public enum ElementType {
  /** One byte, 0 or 1. */
  BOOL(1, "BOOL", 7, "b1"),
  /** A byte without sign. */
  UINT8(1, "U8", 3, "u1"),
  /** A byte with sign. */
  INT8(1, "I8", 5, "i1"),
  /** 8 bits, 5 of them the exponent. */
  FLOAT8_E5M2(1, "F8_E5M2", null, null),
  /** 8 bits, 4 of them the exponent. */
  FLOAT8_E4M3(1, "F8_E4M3", null, null),
  /** 8 bits, all of them the exponent: a scale. */
  FLOAT8_E8M0(1, "F8_E8M0", null, null),
  /** 2 bytes with sign. */
  INT16(2, "I16", 8, "i2"),
  /** 2 bytes without sign. */
  UINT16(2, "U16", 9, "u2"),
  /** IEEE 754, 2 bytes. */
  FLOAT16(2, "F16", 2, "f2"),
  /** The upper half of a float32. */
  BFLOAT16(2, "BF16", 12, null),
  /** 4 bytes with sign. */
  INT32(4, "I32", 4, "i4"),
  /** 4 bytes without sign. */
  UINT32(4, "U32", 10, "u4"),
  /** IEEE 754, 4 bytes. */
  FLOAT32(4, "F32", 0, "f4"),
  /** 8 bytes with sign. */
  INT64(8, "I64", 6, "i8"),
  /** 8 bytes without sign. */
  UINT64(8, "U64", 11, "u8"),
  /** Two float32. */
  COMPLEX64(8, "C64", null, "c8"),
  /** IEEE 754, 8 bytes. */
  FLOAT64(8, "F64", 1, "f8");

  private static final Map<String, ElementType> OF_SAFETENSORS =
      Arrays.stream(values()).collect(toMap(ElementType::safetensors, type -> type));

  private final int bytes;
  private final String safetensors;
  private final @Nullable Integer params; // null: MXNet has no such type
  private final @Nullable String numpy; // null: numpy has no such type

  ElementType(int bytes, String safetensors, @Nullable Integer params, @Nullable String numpy) {
    this.bytes = bytes;
    this.safetensors = safetensors;
    this.params = params;
    this.numpy = numpy;
  }

  /** {@return the size of one element, in bytes} */
  public int bytes() {
    return bytes;
  }

  /** As numpy names it: {@code float32}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  String safetensors() {
    return safetensors;
  }

  Optional<Integer> params() {
    return Optional.ofNullable(params);
  }

  Optional<String> numpy() {
    return Optional.ofNullable(numpy);
  }

  static Optional<ElementType> ofSafetensors(String word) {
    return Optional.ofNullable(OF_SAFETENSORS.get(word));
  }

  static Optional<ElementType> ofParams(int code) {
    return Arrays.stream(values())
        .filter(type -> type.params != null && type.params == code)
        .findFirst();
  }

  static Optional<ElementType> ofNumpy(String word) {
    return Arrays.stream(values()).filter(type -> word.equals(type.numpy)).findFirst();
  }
}
