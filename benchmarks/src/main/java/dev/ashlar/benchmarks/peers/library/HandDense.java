package dev.ashlar.benchmarks.peers.library;

import dev.ashlar.benchmarks.peers.model.Op;
import dev.ashlar.benchmarks.peers.model.Task;
import java.nio.FloatBuffer;
import java.util.List;
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
  private final FloatPointer input;
  private final FloatPointer output;
  private final FloatPointer outputGradient;
  private final List<INDArray> kept; // whose memory the pointers are to
  private FloatPointer inputGradient;

  HandDense(Op.Dense op, INDArray x, Arrays arrays, boolean training) {
    super(x, training, x.size(0), op.units());
    this.op = op;
    this.rows = (int) x.size(0);
    INDArray weights = arrays.of(op.weight());
    INDArray biases = arrays.of(op.bias());
    this.kept = List.of(weights, biases);
    this.weight = pointer(weights);
    this.bias = buffer(biases);
    this.input = pointer(x); // once: to make one takes longer than a small product
    this.output = pointer(y);
    this.outputGradient = training ? pointer(dy) : null;
    this.biasGradient = new float[op.units()];
    this.outputs = buffer(y);
    this.gradients = training ? buffer(dy) : null;
  }

  @Override
  void forward() {
    int n = op.units();
    if (rows == 1) {
      openblas.cblas_sgemv(
          openblas.CblasRowMajor,
          openblas.CblasNoTrans,
          n,
          op.inputs(),
          1,
          weight,
          op.inputs(),
          input,
          1,
          0,
          output,
          1);
    } else {
      product(n);
    }
    activate(n);
  }

  private void product(int n) {
    openblas.cblas_sgemm(
        openblas.CblasRowMajor,
        openblas.CblasNoTrans,
        openblas.CblasTrans,
        rows,
        n,
        op.inputs(),
        1,
        input,
        op.inputs(),
        weight,
        op.inputs(),
        0,
        output,
        n);
  }

  private void activate(int n) {
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
      if (inputGradient == null) {
        inputGradient = pointer(dx);
      }
      openblas.cblas_sgemm(
          openblas.CblasRowMajor,
          openblas.CblasNoTrans,
          openblas.CblasNoTrans,
          rows,
          op.inputs(),
          n,
          1,
          outputGradient,
          n,
          weight,
          op.inputs(),
          0,
          inputGradient,
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
        outputGradient,
        n,
        input,
        op.inputs(),
        1,
        weight,
        op.inputs());
    for (int k = 0; k < n; k++) {
      bias.put(k, bias.get(k) - (float) Task.LEARNING_RATE * biasGradient[k]);
    }
  }
}
