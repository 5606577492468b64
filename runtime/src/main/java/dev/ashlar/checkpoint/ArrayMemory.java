package dev.ashlar.checkpoint;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.BytePointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An array's memory, row by row, as byte buffers of a few megabytes each, so that arrays past 2 GB
 * have them too.
 */
final class ArrayMemory {
  private static final long CHUNK = 1L << 24;

  /** Does something with one piece of the memory; the buffer must be used up. */
  interface Piece {
    void accept(ByteBuffer bytes) throws IOException;
  }

  private final INDArray array;
  private final long bytes;

  private ArrayMemory(INDArray array) {
    if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
      throw new CheckpointException(
          "checkpoints need a little-endian machine, this one is " + ByteOrder.nativeOrder());
    }
    this.array = array;
    this.bytes = Math.multiplyExact(array.length(), array.dataType().width());
  }

  /**
   * What an array holds, row by row: its own memory, or, if it lies otherwise there, as a view
   * does, that of a copy.
   */
  static ArrayMemory reading(INDArray array) {
    return new ArrayMemory(liesByRows(array) ? array : array.dup('c'));
  }

  /**
   * The memory of an array to be written.
   *
   * @throws IllegalArgumentException if the array does not lie row by row in memory of its own
   */
  static ArrayMemory writing(INDArray array) {
    if (!liesByRows(array)) {
      throw new IllegalArgumentException(
          "not an array of its own, row by row: " + array.shapeInfoToString());
    }
    return new ArrayMemory(array);
  }

  private static boolean liesByRows(INDArray array) {
    if (array.isView()) {
      return false;
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

  /** Hands out all pieces in order. */
  void forEach(Piece piece) throws IOException {
    for (long from = 0; from < bytes; from += CHUNK) {
      piece.accept(piece(from));
    }
    Reference.reachabilityFence(array);
  }

  /** Whether both hold the same bytes. */
  boolean equalTo(ArrayMemory other) {
    boolean equal = bytes == other.bytes;
    for (long from = 0; equal && from < bytes; from += CHUNK) {
      equal = piece(from).equals(other.piece(from));
    }
    Reference.reachabilityFence(array);
    Reference.reachabilityFence(other.array);
    return equal;
  }

  private ByteBuffer piece(long from) {
    long size = Math.min(bytes - from, CHUNK);
    ByteBuffer piece =
        new BytePointer(array.data().pointer()).getPointer(from).limit(size).asByteBuffer();
    if (piece.remaining() != size) {
      throw new IllegalStateException(
          "a piece of " + size + " bytes came as one of " + piece.remaining());
    }
    return piece;
  }
}
