package dev.ashlar.benchmarks.peers.library;

import dev.ashlar.benchmarks.peers.model.Op;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Steps by hand, each on the output of the one before. */
final class HandChain {
  private final List<HandStep> steps = new ArrayList<>();
  private final INDArray input;

  HandChain(List<Op> ops, INDArray input, Arrays arrays, boolean training) {
    this.input = input;
    for (int i = 0; i < ops.size(); i++) {
      Op op = ops.get(i);
      if (op instanceof Op.Dense dense) {
        steps.add(new HandDense(dense, output(), arrays, training));
      } else if (op instanceof Op.Conv conv) {
        Op.BatchNorm norm = null;
        if (i + 1 < ops.size() && ops.get(i + 1) instanceof Op.BatchNorm next) {
          norm = next;
          i++;
        }
        steps.add(new HandConvolution(conv, norm, output(), arrays, training));
      } else if (op instanceof Op.MaxPool pool) {
        steps.add(new HandPool(pool, output(), training));
      } else if (op instanceof Op.GlobalMean) {
        steps.add(new HandMean(output()));
      } else if (op instanceof Op.Residual residual) {
        steps.add(new HandResidual(
            new HandChain(residual.body(), output(), arrays, training),
            new HandChain(residual.shortcut(), output(), arrays, training),
            output()));
      } else if (!(op instanceof Op.Flatten)) { // whose output has the same memory
        throw new IllegalArgumentException("not by hand: " + op);
      }
    }
  }

  /** What the last step writes. */
  INDArray output() {
    return steps.isEmpty() ? input : steps.get(steps.size() - 1).y;
  }

  /** The loss's derivative by {@link #output()}. */
  INDArray outputGradient() {
    return steps.get(steps.size() - 1).dy;
  }

  void forward() {
    for (HandStep step : steps) {
      step.forward();
    }
  }

  void backward() {
    for (int i = steps.size() - 1; i >= 0; i--) {
      steps.get(i).backward(i == 0 ? null : steps.get(i - 1).dy);
    }
  }
}
