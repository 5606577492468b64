package dev.ashlar.graph;

import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.BaseReduceOp;
import org.nd4j.linalg.api.ops.impl.reduce.floating.Mean;
import org.nd4j.linalg.api.ops.impl.reduce.same.Sum;

/**
 * A reduction along a dimension of size 1: there ND4J asks the operation for its result without
 * telling it the array.
 *
 * @param reduction the operation
 * @param x its input, in the shape of the output
 * @param z its output
 */
record ReductionOfOne(BaseReduceOp reduction, INDArray x, INDArray z) implements Kernel {
  /** A kernel for the reduction: the sum and the mean of one number are that number. */
  static Kernel of(BaseReduceOp reduction, INDArray x, INDArray z) {
    boolean isCopy = (reduction instanceof Sum || reduction instanceof Mean)
        && x.dataType() == z.dataType()
        && Value.isDense(x)
        && Value.isDense(z);
    return isCopy
        ? new Copy(x, z, x.data().addressPointer(), z.data().addressPointer())
        : new ReductionOfOne(reduction, x, z);
  }

  /** The same numbers again; the pointers do not keep the arrays alive. */
  private record Copy(INDArray x, INDArray z, Pointer from, Pointer to) implements Kernel {
    @Override
    public void run() {
      Pointer.memcpy(to, from, z.length() * z.dataType().width());
    }
  }

  @Override
  public void run() {
    reduction.setX(x);
    boolean keepDims = reduction.isKeepDims();
    reduction.setKeepDims(true); // the shape is right already
    z.assign(reduction.noOp());
    reduction.setKeepDims(keepDims);
    reduction.setX(null); // or the next run takes its shape from it
  }
}
