package dev.ashlar.train;

import dev.ashlar.graph.Vectors;
import dev.ashlar.graph.Weight;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A rule of Ashlar's own that works on the weight's memory as a whole: {@code g ← g + l2 · w},
 * {@code w ← w - decay · w}, and then what {@link #descend} does. A weight that is a part of other
 * memory is copied and written back.
 */
abstract class WholeArrayUpdate implements WeightUpdate {
  private final Weight weight;

  WholeArrayUpdate(Weight weight) {
    this.weight = weight;
  }

  /**
   * Takes the step.
   *
   * @param value the weight, to be written in place
   * @param gradient of the same length; used up
   */
  abstract void descend(INDArray value, INDArray gradient, Step step);

  @Override
  public final void apply(INDArray gradient, Step step) {
    INDArray memory = weight.memory();
    boolean whole = isWhole(memory);
    INDArray value = whole ? memory : memory.dup('c');
    INDArray row = isWhole(gradient) ? gradient : gradient.dup('c');
    if (step.l2 != 0) {
      Vectors.add(row, step.l2, value);
    }
    if (step.decay != 0) {
      Vectors.add(value, -step.decay, value);
    }
    descend(value, row, step);
    if (!whole) {
      memory.assign(value);
    }
    weight.changed();
  }

  /** Whether the array is all of its memory, row by row. */
  private static boolean isWhole(INDArray array) {
    return Vectors.takes(array)
        && array.offset() == 0
        && !array.isView()
        && array.data().length() == array.length();
  }
}
