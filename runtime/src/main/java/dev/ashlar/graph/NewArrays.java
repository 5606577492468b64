package dev.ashlar.graph;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.cpu.nativecpu.NDArray;
import org.nd4j.linalg.cpu.nativecpu.buffer.LongBuffer;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Makes arrays of one type and shape, in C order, each the caller's own. ND4J describes a shape to
 * its native library anew for every array, which takes ten times as long as finding memory; here
 * all share one description.
 */
final class NewArrays {
  private final DataType type;
  private final long length;
  private final LongBuffer description;
  private final long[] numbers; // the description's

  NewArrays(DataType type, long... shape) {
    INDArray example = Nd4j.createUninitializedDetached(type, shape);
    this.type = type;
    this.length = example.length();
    this.description = (LongBuffer) example.shapeInfoDataBuffer();
    this.numbers = description.asLong();
  }

  /** A new array, its elements not set. */
  INDArray create() {
    return new NDArray(
        Nd4j.getDataBufferFactory().create(type, length, false), description, numbers);
  }
}
