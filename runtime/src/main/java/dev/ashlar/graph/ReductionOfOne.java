package dev.ashlar.graph;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.BaseReduceOp;

/**
 * A reduction along a dimension of size 1: there ND4J asks the operation for its result without
 * telling it the array.
 *
 * @param reduction the operation
 * @param x its input, in the shape of the output
 * @param z its output
 */
record ReductionOfOne(BaseReduceOp reduction, INDArray x, INDArray z) implements Kernel {
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
