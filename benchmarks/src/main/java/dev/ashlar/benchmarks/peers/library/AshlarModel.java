package dev.ashlar.benchmarks.peers.library;

import static dev.ashlar.layer.ActivateLayer.activate;
import static dev.ashlar.layer.BatchNormLayer.batchNorm;
import static dev.ashlar.layer.Conv2DLayer.conv2D;
import static dev.ashlar.layer.DenseLayer.dense;
import static dev.ashlar.layer.FlattenLayer.flatten;
import static dev.ashlar.layer.GlobalAvgPool2DLayer.globalAvgPool2D;
import static dev.ashlar.layer.MaxPool2DLayer.maxPool2D;
import static dev.ashlar.layer.Residual.residual;

import dev.ashlar.Layer;
import dev.ashlar.Network;
import dev.ashlar.Scope;
import dev.ashlar.benchmarks.peers.model.Data;
import dev.ashlar.benchmarks.peers.model.Model;
import dev.ashlar.benchmarks.peers.model.Op;
import dev.ashlar.benchmarks.peers.model.Parameter;
import dev.ashlar.layer.Activation;
import dev.ashlar.layer.Sequential;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.factory.Nd4j;

/** A model of Ashlar's layers. */
final class AshlarModel {
  private final Data data;
  private final List<Runnable> values = new ArrayList<>();

  AshlarModel(Data data) {
    this.data = data;
  }

  /** The network, its values set. */
  Network build(Model model) {
    Sequential<Layer> layers = new Sequential<>(Scope.newRoot());
    model.ops().forEach(op -> append(op, layers));
    values.forEach(Runnable::run);
    return Network.of(layers);
  }

  private Sequential<Layer> chain(List<Op> ops) {
    Sequential<Layer> layers = Sequential.unplaced();
    ops.forEach(op -> append(op, layers));
    return layers;
  }

  private void append(Op op, Sequential<Layer> layers) {
    if (op instanceof Op.Dense dense) {
      Layer layer =
          dense(dense.units()).inUnits(dense.inputs()).activation(activation(dense.relu()));
      set(layer, "weight", dense.weight());
      set(layer, "bias", dense.bias());
      layers.add(layer);
    } else if (op instanceof Op.Conv conv) {
      Layer layer = conv2D(conv.channels(), conv.kernel())
          .inChannels(conv.inputs())
          .stride(conv.stride())
          .padding(conv.padding())
          .useBias(conv.biased())
          .activation(activation(conv.relu()));
      set(layer, "weight", conv.weight());
      if (conv.biased()) {
        set(layer, "bias", conv.bias());
      }
      layers.add(layer);
    } else if (op instanceof Op.BatchNorm norm) {
      Layer layer = batchNorm().inChannels(norm.channels()).epsilon(Op.BatchNorm.EPSILON);
      set(layer, "gamma", norm.gamma());
      set(layer, "beta", norm.beta());
      set(layer, "running_mean", norm.mean());
      set(layer, "running_var", norm.variance());
      layers.add(layer);
      if (norm.relu()) {
        layers.add(activate(Activation.RELU));
      }
    } else if (op instanceof Op.MaxPool pool) {
      layers.add(maxPool2D().pool(pool.size()).stride(pool.stride()).padding(pool.padding()));
    } else if (op instanceof Op.GlobalMean) {
      layers.add(globalAvgPool2D());
      layers.add(flatten());
    } else if (op instanceof Op.Flatten) {
      layers.add(flatten());
    } else {
      Op.Residual residual = (Op.Residual) op;
      Layer body = chain(residual.body());
      layers.add(
          residual.shortcut().isEmpty()
              ? residual(body)
              : residual(body, chain(residual.shortcut())));
      layers.add(activate(Activation.RELU));
    }
  }

  private static Activation activation(boolean relu) {
    return relu ? Activation.RELU : Activation.NONE;
  }

  /** Once the layer has its place. */
  private void set(Layer layer, String name, Parameter parameter) {
    values.add(() -> layer
        .structuralParameters()
        .get(name)
        .set(Nd4j.create(data.of(parameter), parameter.sizes(), 'c')));
  }
}
