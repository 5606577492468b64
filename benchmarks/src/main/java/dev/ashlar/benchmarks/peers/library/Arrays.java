package dev.ashlar.benchmarks.peers.library;

import dev.ashlar.benchmarks.peers.model.Data;
import dev.ashlar.benchmarks.peers.model.Parameter;
import dev.ashlar.benchmarks.peers.model.Task;
import java.nio.file.Path;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** A task's values as ND4J's arrays. */
record Arrays(Task task, Data data) {

  static Arrays of(Task task, Path directory) {
    return new Arrays(task, Data.read(task.model(), directory.resolve(task.model() + ".weights")));
  }

  INDArray of(Parameter parameter) {
    return Nd4j.create(data.of(parameter), parameter.sizes(), 'c');
  }

  /** A convolution's weight in ND4J's first order: (height, width, inputs, channels). */
  INDArray imageWeight(Parameter parameter) {
    return of(parameter).permute(2, 3, 1, 0).dup('c');
  }

  INDArray inputs() {
    return Nd4j.create(
        Data.inputs(task.model(), task.size()), task.model().inputSizes(task.size()), 'c');
  }

  INDArray labels() {
    return Nd4j.create(
        Data.labels(task.model(), task.size()),
        new long[] {task.size(), task.model().classes()},
        'c');
  }

  DataSet batch() {
    return new DataSet(inputs(), labels());
  }

  /** The values of a result, row by row. */
  static float[] values(INDArray array) {
    return array.dup('c').reshape(array.length()).toFloatVector();
  }
}
