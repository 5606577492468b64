package dev.ashlar.benchmarks.peers.library;

import static dev.ashlar.layer.DenseLayer.dense;

import dev.ashlar.Layer;
import dev.ashlar.Network;
import dev.ashlar.Scope;
import dev.ashlar.benchmarks.peers.model.Data;
import dev.ashlar.benchmarks.peers.model.Task;
import dev.ashlar.layer.Sequential;
import dev.ashlar.train.Training;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** Ashlar, through its public classes. */
public final class AshlarPeer implements Peer {

  @Override
  public Optional<Work> prepare(Task task, Path directory, int threads) {
    if (task.kind() == Task.Kind.NAMING) {
      return Optional.of(new Naming(task.size()));
    }
    Network network = new AshlarModel(
            Data.read(task.model(), directory.resolve(task.model() + ".weights")))
        .build(task.model());
    return Optional.of(
        task.kind() == Task.Kind.INFERENCE
            ? new Inference(network, task)
            : new Steps(network, task));
  }

  private static INDArray inputs(Task task) {
    return Nd4j.create(
        Data.inputs(task.model(), task.size()), task.model().inputSizes(task.size()), 'c');
  }

  private static final class Inference implements Work {
    private final Network network;
    private final INDArray inputs;
    private final INDArray output;

    Inference(Network network, Task task) {
      this.network = network;
      this.inputs = inputs(task);
      this.output = network.output(inputs);
    }

    @Override
    public void run(int times) {
      for (int i = 0; i < times; i++) {
        network.outputTo(output, inputs);
      }
    }

    @Override
    public float[] result() {
      run(1);
      return output.reshape(output.length()).toFloatVector();
    }
  }

  private static final class Steps implements Work {
    private final Network network;
    private final INDArray inputs;
    private final DataSet batch;

    Steps(Network network, Task task) {
      this.network = network;
      this.inputs = inputs(task);
      this.batch = new DataSet(
          inputs,
          Nd4j.create(
              Data.labels(task.model(), task.size()),
              new long[] {task.size(), task.model().classes()},
              'c'));
    }

    @Override
    public void run(int times) {
      network.fit(
          new SameBatch(batch, times),
          Training.with(new Sgd(Task.LEARNING_RATE)).progress(false));
    }

    @Override
    public float[] result() {
      INDArray output = network.output(inputs);
      return output.reshape(output.length()).toFloatVector();
    }
  }

  private static final class Naming implements Work {
    private final int count;
    private Sequential<Layer> container;

    Naming(int count) {
      this.count = count;
    }

    @Override
    public void run(int times) {
      for (int i = 0; i < times; i++) {
        container = new Sequential<>(Scope.newRoot());
        for (int k = 0; k < count; k++) {
          container.add(dense(10));
        }
      }
    }

    @Override
    public float[] result() {
      run(1);
      List<String> names = new ArrayList<>();
      container.forEach(layer -> names.add(layer.name()));
      return new float[] {names.stream().distinct().count()};
    }
  }
}
