package dev.ashlar.benchmarks.peers.library;

import dev.ashlar.benchmarks.peers.model.Op;
import dev.ashlar.benchmarks.peers.model.Parameter;
import dev.ashlar.benchmarks.peers.model.Task;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Sgd;

/** ND4J's graphs, run by its own sessions. */
public final class SameDiffPeer implements Peer {
  private static final String INPUT = "input";
  private static final String LABELS = "labels";
  private static final String OUTPUT = "scores";

  @Override
  public Optional<Work> prepare(Task task, Path directory, int threads) {
    if (task.kind() == Task.Kind.NAMING) {
      return Optional.empty();
    }
    Arrays arrays = Arrays.of(task, directory);
    SameDiff graph = SameDiff.create();
    SDVariable input =
        graph.placeHolder(INPUT, DataType.FLOAT, task.model().inputSizes(task.size()));
    SDVariable output = append(task.model().ops(), input, new Builder(graph, arrays));
    graph.identity(OUTPUT, output);
    if (task.kind() == Task.Kind.TRAINING) {
      SDVariable labels =
          graph.placeHolder(LABELS, DataType.FLOAT, task.size(), task.model().classes());
      SDVariable loss = graph.loss().softmaxCrossEntropy("loss", labels, output, null);
      graph.setLossVariables(loss);
      graph.setTrainingConfig(TrainingConfig.builder()
          .updater(new Sgd(Task.LEARNING_RATE))
          .dataSetFeatureMapping(INPUT)
          .dataSetLabelMapping(LABELS)
          .build());
    }
    return Optional.of(new Run(graph, arrays));
  }

  private record Builder(SameDiff graph, Arrays arrays) {
    SDVariable variable(Parameter parameter) {
      return graph.var(parameter.name(), arrays.of(parameter));
    }

    SDVariable imageWeight(Parameter parameter) {
      return graph.var(parameter.name(), arrays.imageWeight(parameter));
    }
  }

  private static SDVariable append(List<Op> ops, SDVariable input, Builder builder) {
    SDVariable y = input;
    for (Op op : ops) {
      y = append(op, y, builder);
    }
    return y;
  }

  private static SDVariable append(Op op, SDVariable x, Builder builder) {
    SameDiff graph = builder.graph();
    if (op instanceof Op.Dense dense) {
      SDVariable weight = graph.var(
          dense.weight().name(), builder.arrays().of(dense.weight()).transpose().dup('c'));
      return relu(dense.relu(), x.mmul(weight).add(builder.variable(dense.bias())));
    }
    if (op instanceof Op.Conv conv) {
      SDVariable weight = builder.imageWeight(conv.weight());
      return relu(
          conv.relu(),
          conv.biased()
              ? graph.cnn().conv2d(x, weight, builder.variable(conv.bias()), EagerPeer.config(conv))
              : graph.cnn().conv2d(x, weight, EagerPeer.config(conv)));
    }
    if (op instanceof Op.BatchNorm norm) {
      return relu(
          norm.relu(),
          graph
              .nn()
              .batchNorm(
                  x,
                  builder.variable(norm.mean()),
                  builder.variable(norm.variance()),
                  builder.variable(norm.gamma()),
                  builder.variable(norm.beta()),
                  Op.BatchNorm.EPSILON,
                  1));
    }
    if (op instanceof Op.MaxPool pool) {
      return graph.cnn().maxPooling2d(x, EagerPeer.config(pool));
    }
    if (op instanceof Op.GlobalMean) {
      return x.mean(2, 3);
    }
    if (op instanceof Op.Flatten) {
      return x.reshape(builder.arrays().task().size(), -1);
    }
    Op.Residual residual = (Op.Residual) op;
    return relu(
        true, append(residual.body(), x, builder).add(append(residual.shortcut(), x, builder)));
  }

  private static SDVariable relu(boolean wanted, SDVariable x) {
    return wanted ? x.getSameDiff().nn().relu(x, 0) : x;
  }

  private static final class Run implements Work {
    private final SameDiff graph;
    private final Arrays arrays;
    private final INDArray inputs;
    private final DataSet batch;

    Run(SameDiff graph, Arrays arrays) {
      this.graph = graph;
      this.arrays = arrays;
      this.inputs = arrays.inputs();
      this.batch = arrays.batch();
    }

    @Override
    public void run(int times) {
      if (arrays.task().kind() == Task.Kind.TRAINING) {
        graph.fit(new SameBatch(batch, times), 1);
        return;
      }
      for (int i = 0; i < times; i++) {
        graph.output(Map.of(INPUT, inputs), OUTPUT);
      }
    }

    @Override
    public float[] result() {
      return Arrays.values(graph.output(Map.of(INPUT, inputs), OUTPUT).get(OUTPUT));
    }
  }
}
