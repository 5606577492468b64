package dev.ashlar.graph;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ProductStage} in float32: one call of OpenBLAS, then bias and activation in one pass.
 */
final class FloatProduct implements Kernel {
  private final int rows;
  private final int columns;
  private final int inner;
  private final FloatPointer a;
  private final FloatPointer b;
  private final FloatPointer z;
  private final int strideA;
  private final int strideB;
  private final int transA;
  private final int transB;
  private final @Nullable FloatBuffer bias;
  private final boolean relu;
  private final FloatBuffer results;
  private final @Nullable Kernel rectifier; // where there is no bias

  FloatProduct(ProductStage stage, Arena arena) {
    rows = stage.rows();
    columns = stage.columns();
    inner = stage.inner();
    a = arena.floats(stage.a());
    b = arena.floats(stage.b());
    z = arena.floats(stage.z());
    strideA = (int) stage.a().shape()[1];
    strideB = (int) stage.b().shape()[1];
    transA = transposition(stage.transposedA());
    transB = transposition(stage.transposedB());
    bias = stage.bias() == null ? null : arena.floatBuffer(stage.bias());
    relu = stage.relu();
    results = z.asBuffer();
    rectifier = relu && bias == null ? Rectifier.forward(results, rows * columns) : null;
  }

  private static int transposition(boolean transposed) {
    return transposed ? openblas_nolapack.CblasTrans : openblas_nolapack.CblasNoTrans;
  }

  @Override
  public void run() {
    if (rows == 1) {
      multiplyRow();
    } else {
      openblas_nolapack.cblas_sgemm(
          openblas_nolapack.CblasRowMajor,
          transA,
          transB,
          rows,
          columns,
          inner,
          1,
          a,
          strideA,
          b,
          strideB,
          0,
          z,
          columns);
    }
    if (bias != null) {
      addBias(bias, results, rows, columns, relu);
    } else if (rectifier != null) {
      rectifier.run();
    }
  }

  // z = bᵀ · a, or b · a where b is transposed: a row or column of a has its elements side by side.
  private void multiplyRow() {
    boolean transposed = transB == openblas_nolapack.CblasTrans;
    openblas_nolapack.cblas_sgemv(
        openblas_nolapack.CblasRowMajor,
        transposition(!transposed),
        transposed ? columns : inner,
        transposed ? inner : columns,
        1,
        b,
        strideB,
        a,
        1,
        0,
        z,
        1);
  }

  private static void addBias(
      FloatBuffer bias, FloatBuffer z, int rows, int columns, boolean relu) {
    for (int row = 0; row < rows; row++) {
      int start = row * columns;
      if (relu) {
        for (int i = 0; i < columns; i++) {
          z.put(start + i, Math.max(z.get(start + i) + bias.get(i), 0));
        }
      } else {
        for (int i = 0; i < columns; i++) {
          z.put(start + i, z.get(start + i) + bias.get(i));
        }
      }
    }
  }
}
