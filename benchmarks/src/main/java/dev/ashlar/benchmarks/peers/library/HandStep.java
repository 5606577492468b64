package dev.ashlar.benchmarks.peers.library;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/** A part of a computation by hand. Everything that it writes to is allocated when it is made. */
abstract class HandStep {
  final INDArray x;
  final INDArray y;
  final INDArray dy; // the loss's derivative by y, which whoever uses y writes; null in prediction

  HandStep(INDArray x, boolean training, long... output) {
    this.x = x;
    this.y = Nd4j.createUninitialized(x.dataType(), output, 'c');
    this.dy = training ? Nd4j.createUninitialized(x.dataType(), output, 'c') : null;
  }

  /** Writes y. */
  abstract void forward();

  /**
   * Changes the step's own parameters.
   *
   * @param dx to be written; null where nobody wants it
   */
  abstract void backward(INDArray dx);

  static FloatPointer pointer(INDArray array) {
    return (FloatPointer) array.data().addressPointer();
  }

  static FloatBuffer buffer(INDArray array) {
    return array.data().asNioFloat();
  }

  /** One of ND4J's operations over fixed arrays. */
  record Call(CustomOp op, OpContext context) {

    static Call of(String name, INDArray[] inputs, INDArray[] outputs, long... integers) {
      OpContext context = Nd4j.getExecutioner().buildContext();
      context.setInputArrays(inputs);
      context.setOutputArrays(outputs);
      context.setIArguments(integers);
      return new Call(DynamicCustomOp.builder(name).build(), context);
    }

    void run() {
      Nd4j.getExecutioner().exec(op, context);
    }
  }
}
