package dev.ashlar.benchmarks.peers;

import dev.ashlar.benchmarks.peers.model.Model;
import dev.ashlar.benchmarks.peers.model.Task;
import java.util.List;

/**
 * A row of the table.
 *
 * @param name how files name it
 * @param title how the table names it
 * @param task what is timed
 * @param measure how
 * @param goal the ratio of Ashlar's time to the best other's that is aimed at; NaN: none
 */
record Row(String name, String title, Task task, Measure measure, double goal) {

  /** How a row comes about. */
  enum Measure {
    /** The mean time of a task, done over and over in a process. */
    REPEATED,
    /** From the start of a process to the first result of a task in it. */
    START
  }

  private static final double NO_GOAL = Double.NaN;

  private static final List<Row> MLP = List.of(
      inference("MLP", Model.MLP, 1, 0.8),
      inference("MLP", Model.MLP, 64, 1),
      inference("MLP", Model.MLP, 1024, 1),
      training("MLP", Model.MLP, 0.4));

  private static final List<Row> OTHERS = List.of(
      training("LeNet", Model.LENET, 0.7),
      inference("AlexNet", Model.ALEXNET, 1, 1),
      inference("AlexNet", Model.ALEXNET, 8, 1),
      inference("ResNet-18", Model.RESNET18, 1, NO_GOAL),
      inference("ResNet-18", Model.RESNET18, 8, NO_GOAL),
      new Row(
          "naming 10000",
          "10,000 Dense blocks named in one container",
          new Task(Task.Kind.NAMING, Model.MLP, 10_000),
          Measure.REPEATED,
          NO_GOAL),
      new Row(
          "start",
          "process start to first prediction, MLP, batch 1",
          new Task(Task.Kind.INFERENCE, Model.MLP, 1),
          Measure.START,
          1.5));

  private static Row inference(String title, Model model, int batch, double goal) {
    return new Row(
        model + " inference " + batch,
        title + ", batch " + batch,
        new Task(Task.Kind.INFERENCE, model, batch),
        Measure.REPEATED,
        goal);
  }

  private static Row training(String title, Model model, double goal) {
    return new Row(
        model + " training 64",
        title + " training step, batch 64",
        new Task(Task.Kind.TRAINING, model, 64),
        Measure.REPEATED,
        goal);
  }

  /** All rows, in the table's order. */
  static List<Row> all() {
    return java.util.stream.Stream.concat(MLP.stream(), OTHERS.stream()).toList();
  }

  /** Those that take little time. */
  static List<Row> quick() {
    return MLP;
  }

  /** Multiplications and additions, each counted. */
  long flops() {
    return switch (task.kind()) {
      case INFERENCE -> task.size() * task.model().flops();
      case TRAINING -> task.size() * task.model().trainingFlops();
      case NAMING -> 0;
    };
  }

  /** What must be read at least: parameters and inputs. */
  long bytes() {
    long parameters = task.model().parameters().stream()
        .mapToLong(parameter -> parameter.size())
        .sum();
    long inputs = java.util.Arrays.stream(task.model().inputSizes(task.size()))
        .reduce(1, Math::multiplyExact);
    return Float.BYTES * (parameters + inputs);
  }

  /** Whether arithmetic and memory bound it. */
  boolean hasFloor() {
    return measure == Measure.REPEATED && task.kind() != Task.Kind.NAMING;
  }
}
