package dev.ashlar.benchmarks.peers.model;

/**
 * What a library is asked to do.
 *
 * @param size examples a batch; for {@link Kind#NAMING} layers
 */
public record Task(Kind kind, Model model, int size) {

  /** What is repeated while time is taken. */
  public enum Kind {
    /** One prediction for a batch. */
    INFERENCE,
    /** One step of plain gradient descent on softmax cross-entropy, for a batch. */
    TRAINING,
    /** A new container, to which layers are added that get their names from it. */
    NAMING
  }

  /** The step size of every training here. */
  public static final double LEARNING_RATE = 0.01;

  /** The task that {@link #toString} wrote. */
  public static Task parse(String text) {
    String[] words = text.split(" ");
    return new Task(Kind.valueOf(words[0]), Model.valueOf(words[1]), Integer.parseInt(words[2]));
  }

  @Override
  public String toString() {
    return kind.name() + " " + model.name() + " " + size;
  }
}
