package dev.ashlar.benchmarks.peers.library;

import dev.ashlar.benchmarks.peers.model.Op;
import dev.ashlar.benchmarks.peers.model.Task;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A dense layer: one product forward, two backward; bias and activation, and all of their
 * derivatives, in one loop.
 */
final class HandDense extends HandStep {
  private final Op.Dense op;
  private final int rows;
  private final FloatPointer weight;
  private final FloatBuffer bias;
  private final float[] biasGradient;
  private final FloatBuffer outputs;
  private final FloatBuffer gradients;
  private final INDArray weightArray;
  private final INDArray biasArray;

  HandDense(Op.Dense op, INDArray x, Arrays arrays, boolean training) {
    super(x, training, x.size(0), op.units());
    this.op = op;
    this.rows = (int) x.size(0);
    this.weightArray = arrays.of(op.weight());
    this.weight = pointer(weightArray);
    this.biasArray = arrays.of(op.bias());
    this.bias = buffer(biasArray);
    this.biasGradient = new float[op.units()];
    this.outputs = buffer(y);
    this.gradients = training ? buffer(dy) : null;
  }

  @Override
  void forward() {
    int n = op.units();
    openblas.cblas_sgemm(
        openblas.CblasRowMajor,
        openblas.CblasNoTrans,
        openblas.CblasTrans,
        rows,
        n,
        op.inputs(),
        1,
        pointer(x),
        op.inputs(),
        weight,
        op.inputs(),
        0,
        pointer(y),
        n);
    for (int row = 0, i = 0; row < rows; row++) {
      for (int k = 0; k < n; k++, i++) {
        float value = outputs.get(i) + bias.get(k);
        outputs.put(i, op.relu() ? Math.max(value, 0) : value);
      }
    }
  }

  @Override
  void backward(INDArray dx) {
    int n = op.units();
    java.util.Arrays.fill(biasGradient, 0);
    for (int row = 0, i = 0; row < rows; row++) {
      for (int k = 0; k < n; k++, i++) {
        float gradient = op.relu() && outputs.get(i) <= 0 ? 0 : gradients.get(i);
        gradients.put(i, gradient);
        biasGradient[k] += gradient;
      }
    }
    if (dx != null) { // with the weight as it was
      openblas.cblas_sgemm(
          openblas.CblasRowMajor,
          openblas.CblasNoTrans,
          openblas.CblasNoTrans,
          rows,
          op.inputs(),
          n,
          1,
          pointer(dy),
          n,
          weight,
          op.inputs(),
          0,
          pointer(dx),
          op.inputs());
    }
    // weight ← weight − rate · dyᵀ · x
    openblas.cblas_sgemm(
        openblas.CblasRowMajor,
        openblas.CblasTrans,
        openblas.CblasNoTrans,
        n,
        op.inputs(),
        rows,
        (float) -Task.LEARNING_RATE,
        pointer(dy),
        n,
        pointer(x),
        op.inputs(),
        1,
        weight,
        op.inputs());
    for (int k = 0; k < n; k++) {
      bias.put(k, bias.get(k) - (float) Task.LEARNING_RATE * biasGradient[k]);
    }
  }
}
