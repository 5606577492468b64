package dev.ashlar.graph;

import java.util.List;
import java.util.Objects;

/** What need be done again only when a weight has changed. */
final class OnceChanged implements Kernel {
  private final Weight[] weights;
  private final long[] seen;
  private final Kernel kernel;
  private boolean done;

  private OnceChanged(Weight[] weights, Kernel kernel) {
    this.weights = weights;
    this.seen = new long[weights.length];
    this.kernel = kernel;
  }

  /**
   * The kernel, run when needed.
   *
   * @param values what it reads, constants and weights; where one of these is not known as a
   *     {@link Weight}, the kernel runs always
   */
  static Kernel of(List<Value> values, Kernel kernel) {
    List<Value> changing = values.stream().filter(value -> !value.isConstant()).toList();
    if (changing.stream().anyMatch(value -> value.weight() == null)) {
      return kernel;
    }
    return new OnceChanged(
        changing.stream()
            .map(value -> Objects.requireNonNull(value.weight()))
            .toArray(Weight[]::new),
        kernel);
  }

  @Override
  public void run() {
    boolean current = done;
    for (int i = 0; i < weights.length; i++) {
      long changes = weights[i].changes();
      current &= changes != Weight.UNSEEN && changes == seen[i];
      seen[i] = changes;
    }
    if (!current) {
      kernel.run();
      done = true;
    }
  }
}
