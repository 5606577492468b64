package dev.ashlar.benchmarks.peers.library;

import dev.ashlar.benchmarks.peers.model.Model;
import dev.ashlar.benchmarks.peers.model.Op;
import dev.ashlar.benchmarks.peers.model.Parameter;
import dev.ashlar.benchmarks.peers.model.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** DL4J: a computation graph, as models with residual blocks need. */
public final class Dl4jPeer implements Peer {
  private static final String INPUT = "input";
  private static final String LOSS = "loss";

  private final List<Runnable> values = new ArrayList<>();
  private ComputationGraphConfiguration.GraphBuilder builder;
  private ComputationGraph network;
  private Arrays arrays;
  private int vertices;

  @Override
  public Optional<Work> prepare(Task task, Path directory, int threads) {
    if (task.kind() == Task.Kind.NAMING) {
      return Optional.empty();
    }
    arrays = Arrays.of(task, directory);
    builder = new NeuralNetConfiguration.Builder()
        .updater(new Sgd(Task.LEARNING_RATE))
        .graphBuilder()
        .addInputs(INPUT)
        .setInputTypes(inputType(task.model()));
    String scores = append(task.model().ops(), INPUT);
    String last = scores;
    if (task.kind() == Task.Kind.TRAINING) {
      last = LOSS;
      builder.addLayer(
          LOSS,
          new LossLayer.Builder(LossFunctions.LossFunction.MCXENT)
              .activation(Activation.SOFTMAX)
              .build(),
          scores);
    }
    builder.setOutputs(last);
    network = new ComputationGraph(builder.build());
    network.init();
    values.forEach(Runnable::run);
    return Optional.of(new Run(network, task, arrays, scores));
  }

  private static InputType inputType(Model model) {
    int[] input = model.input(1);
    return input.length == 2
        ? InputType.feedForward(input[1])
        : InputType.convolutional(input[2], input[3], input[1]);
  }

  private String append(List<Op> ops, String input) {
    String value = input;
    for (Op op : ops) {
      value = append(op, value);
    }
    return value;
  }

  private String append(Op op, String x) {
    if (op instanceof Op.Dense dense) {
      String name = layer(
          dense.name(),
          new DenseLayer.Builder()
              .nOut(dense.units())
              .activation(activation(dense.relu()))
              .build(),
          x);
      values.add(() -> network
          .getLayer(name)
          .setParam("W", arrays.of(dense.weight()).transpose().dup('f')));
      set(name, "b", dense.bias());
      return name;
    }
    if (op instanceof Op.Conv conv) {
      String name = layer(
          conv.name(),
          new ConvolutionLayer.Builder(conv.kernel(), conv.kernel())
              .stride(conv.stride(), conv.stride())
              .padding(conv.padding(), conv.padding())
              .nOut(conv.channels())
              .hasBias(conv.biased())
              .activation(activation(conv.relu()))
              .build(),
          x);
      values.add(() -> network.getLayer(name).setParam("W", arrays.of(conv.weight())));
      if (conv.biased()) {
        set(name, "b", conv.bias());
      }
      return name;
    }
    if (op instanceof Op.BatchNorm norm) {
      String name = layer(
          norm.name(),
          new BatchNormalization.Builder()
              .eps(Op.BatchNorm.EPSILON)
              .useLogStd(false)
              .build(),
          x);
      set(name, "gamma", norm.gamma());
      set(name, "beta", norm.beta());
      set(name, "mean", norm.mean());
      set(name, "var", norm.variance());
      return norm.relu() ? relu(name) : name;
    }
    if (op instanceof Op.MaxPool pool) {
      return layer(
          "pool" + vertices++,
          new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
              .kernelSize(pool.size(), pool.size())
              .stride(pool.stride(), pool.stride())
              .padding(pool.padding(), pool.padding())
              .build(),
          x);
    }
    if (op instanceof Op.GlobalMean) {
      return layer("mean" + vertices++, new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), x);
    }
    if (op instanceof Op.Flatten) {
      return x; // dense layers flatten what they get
    }
    Op.Residual residual = (Op.Residual) op;
    String body = append(residual.body(), x);
    String shortcut = append(residual.shortcut(), x);
    String sum = "sum" + vertices++;
    builder.addVertex(sum, new ElementWiseVertex(ElementWiseVertex.Op.Add), body, shortcut);
    return relu(sum);
  }

  private String relu(String x) {
    return layer("relu" + vertices++, new ActivationLayer(Activation.RELU), x);
  }

  private String layer(String name, Layer layer, String input) {
    String plain = name.replace('.', '-');
    builder.addLayer(plain, layer, input);
    return plain;
  }

  private void set(String layer, String name, Parameter parameter) {
    values.add(() -> network.getLayer(layer).setParam(name, arrays.of(parameter).reshape(1, -1)));
  }

  private static Activation activation(boolean relu) {
    return relu ? Activation.RELU : Activation.IDENTITY;
  }

  private static final class Run implements Work {
    private final ComputationGraph network;
    private final Task task;
    private final INDArray inputs;
    private final DataSet batch;
    private final String scores;

    Run(ComputationGraph network, Task task, Arrays arrays, String scores) {
      this.network = network;
      this.task = task;
      this.inputs = arrays.inputs();
      this.batch = arrays.batch();
      this.scores = scores;
    }

    @Override
    public void run(int times) {
      for (int i = 0; i < times; i++) {
        if (task.kind() == Task.Kind.TRAINING) {
          network.fit(batch);
        } else {
          network.outputSingle(inputs);
        }
      }
    }

    @Override
    public float[] result() {
      return Arrays.values(network.feedForward(inputs, false).get(scores));
    }
  }
}
