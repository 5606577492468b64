package dev.ashlar.checkpoint;

import dev.ashlar.shape.DType;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The element types of safetensors. All of them have a size; parameters may be of those that have a
 * {@link DType}.
 */
enum ElementType {
  BOOL(1),
  U8(1),
  I8(1),
  F8_E5M2(1),
  F8_E4M3(1),
  F8_E8M0(1),
  I16(2),
  U16(2),
  F16(2),
  BF16(2),
  I32(4),
  U32(4),
  F32(4, DType.FLOAT32, DataType.FLOAT),
  I64(8),
  U64(8),
  C64(8),
  F64(8, DType.FLOAT64, DataType.DOUBLE);

  private static final Map<String, ElementType> BY_NAME = Arrays.stream(values())
      .collect(Collectors.toUnmodifiableMap(Enum::name, Function.identity()));

  private final int bytes;
  private final DType dtype; // null: no parameter can have it
  private final DataType dataType;

  ElementType(int bytes) {
    this(bytes, null, null);
  }

  ElementType(int bytes, DType dtype, DataType dataType) {
    this.bytes = bytes;
    this.dtype = dtype;
    this.dataType = dataType;
  }

  static Optional<ElementType> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** The type of such an array, which is a parameter's value. */
  static ElementType of(DataType dataType) {
    return Arrays.stream(values())
        .filter(type -> type.dataType == dataType)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(dataType + " is no parameter's type"));
  }

  /** The size of one element. */
  int bytes() {
    return bytes;
  }

  /** Whether it is the type of such parameters. */
  boolean is(DType other) {
    return dtype == other;
  }

  /** ND4J's word for it; only for the types that parameters may have. */
  DataType dataType() {
    if (dataType == null) {
      throw new IllegalStateException(this + " is no parameter's type");
    }
    return dataType;
  }

  /**
   * The type as messages name it: {@code float32}, or the format's own word where parameters cannot
   * have it.
   */
  String printed() {
    return dtype == null ? name() : dtype.toString();
  }
}
