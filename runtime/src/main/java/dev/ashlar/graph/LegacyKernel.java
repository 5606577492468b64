package dev.ashlar.graph;

import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.BaseReduceOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.ScalarOp;
import org.nd4j.linalg.api.ops.TransformOp;
import org.nd4j.linalg.cpu.nativecpu.buffer.BaseCpuDataBuffer;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.nd4j.nativeblas.OpaqueDataBuffer;

/**
 * An operation of ND4J's older kind: the most frequent straight through the native library, the
 * others through ND4J's executioner.
 */
final class LegacyKernel implements Kernel {
  private final NativeOps library = NativeOpsHolder.getInstance().getDeviceNativeOps();
  private final Call call;
  private final int number;
  private final Array x;
  private final Array z;
  private final @Nullable DataBuffer extras;
  private final @Nullable Pointer extra;

  /** One of the native library's functions of an array. */
  @FunctionalInterface
  private interface Call {
    void run(NativeOps library, int number, Array x, Array z, @Nullable Pointer extra);
  }

  /** An array as the native library wants it. */
  private record Array(INDArray array, OpaqueDataBuffer data, LongPointer shape) {
    static Array of(INDArray array) {
      return new Array(
          array, ((BaseCpuDataBuffer) array.data()).getOpaqueDataBuffer(), (LongPointer)
              array.shapeInfoDataBuffer().addressPointer());
    }
  }

  private LegacyKernel(Call call, Op operation, INDArray x, INDArray z) {
    this.call = call;
    this.number = operation.opNum();
    this.x = Array.of(x);
    this.z = Array.of(z);
    boolean plain = operation.extraArgs() == null || operation.extraArgs().length == 0;
    this.extras = plain ? null : operation.extraArgsDataBuff(z.dataType());
    this.extra = extras == null ? null : extras.addressPointer();
  }

  /** The kernel for an operation whose arrays are in the context. */
  static Kernel of(Op operation, OpContext context) {
    INDArray x = context.getInputArray(0);
    INDArray z = context.getOutputArray(0);
    boolean unary = context.numInputArguments() == 1 && x.dataType() == z.dataType();
    Call call = null;
    if (operation instanceof BaseReduceOp reduction && x.isVector() && x.length() == z.length()) {
      return ReductionOfOne.of(reduction, x.reshape('c', z.shape()), z);
    } else if (operation instanceof BaseReduceOp reduction && unary) {
      call = reductionCall(reduction, z);
    } else if (operation instanceof ScalarOp scalar && unary && scalar.dimensions() == null) {
      call = scalarCall(scalar);
    } else if (operation instanceof TransformOp transform && unary) {
      call = transformCall(transform);
    }
    return call == null
        ? () -> Nd4j.getExecutioner().exec(operation, context)
        : new LegacyKernel(call, operation, x, z);
  }

  private static @Nullable Call reductionCall(BaseReduceOp operation, INDArray z) {
    boolean same = operation.getOpType() == Op.Type.REDUCE_SAME;
    if (!same && operation.getOpType() != Op.Type.REDUCE_FLOAT) {
      return null;
    }
    if (z.isScalar()) {
      return same
          ? (library, number, x, sum, extra) -> library.execReduceSame(
              null, number, x.data(), x.shape(), null, extra, sum.data(), sum.shape(), null)
          : (library, number, x, sum, extra) -> library.execReduceFloat(
              null, number, x.data(), x.shape(), null, extra, sum.data(), sum.shape(), null);
    }
    Array along = Array.of(operation.dimensions());
    return same
        ? (library, number, x, sum, extra) -> library.execReduceSame2(
            null,
            number,
            x.data(),
            x.shape(),
            null,
            extra,
            sum.data(),
            sum.shape(),
            null,
            along.data(),
            along.shape(),
            null)
        : (library, number, x, sum, extra) -> library.execReduceFloat2(
            null,
            number,
            x.data(),
            x.shape(),
            null,
            extra,
            sum.data(),
            sum.shape(),
            null,
            along.data(),
            along.shape(),
            null);
  }

  private static @Nullable Call scalarCall(ScalarOp operation) {
    if (operation.getOpType() != Op.Type.SCALAR) {
      return null;
    }
    Array scalar = Array.of(operation.scalar());
    return (library, number, x, z, extra) -> library.execScalar(
        null,
        number,
        x.data(),
        x.shape(),
        null,
        z.data(),
        z.shape(),
        null,
        scalar.data(),
        scalar.shape(),
        null,
        extra);
  }

  private static @Nullable Call transformCall(TransformOp operation) {
    return switch (operation.getOpType()) {
      case TRANSFORM_SAME ->
        (library, number, x, z, extra) -> library.execTransformSame(
            null, number, x.data(), x.shape(), null, z.data(), z.shape(), null, extra);
      case TRANSFORM_STRICT ->
        (library, number, x, z, extra) -> library.execTransformStrict(
            null, number, x.data(), x.shape(), null, z.data(), z.shape(), null, extra);
      case TRANSFORM_FLOAT ->
        (library, number, x, z, extra) -> library.execTransformFloat(
            null, number, x.data(), x.shape(), null, z.data(), z.shape(), null, extra);
      default -> null;
    };
  }

  @Override
  public void run() {
    call.run(library, number, x, z, extra);
    if (library.lastErrorCode() != 0) {
      throw new IllegalStateException("an operation on " + x.array().shapeInfoToString()
          + " failed: " + library.lastErrorMessage());
    }
  }
}
