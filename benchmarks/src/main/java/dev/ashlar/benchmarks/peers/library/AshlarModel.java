package dev.ashlar.benchmarks.peers.library;

import static dev.ashlar.layer.DenseLayer.dense;

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
import java.util.Optional;
import org.nd4j.linalg.factory.Nd4j;

/** A model of Ashlar's layers. */
final class AshlarModel {
  private final Data data;
  private final List<Runnable> values = new ArrayList<>();

  AshlarModel(Data data) {
    this.data = data;
  }

  /** The network, its values set. */
  Optional<Network> build(Model model) {
    Sequential<Layer> layers = new Sequential<>(Scope.newRoot());
    for (Op op : model.ops()) {
      if (!(op instanceof Op.Dense dense)) {
        return Optional.empty();
      }
      layers.add(layer(dense));
    }
    values.forEach(Runnable::run);
    return Optional.of(Network.of(layers));
  }

  private Layer layer(Op.Dense op) {
    Layer layer = dense(op.units())
        .inUnits(op.inputs())
        .activation(op.relu() ? Activation.RELU : Activation.NONE);
    set(layer, "weight", op.weight());
    set(layer, "bias", op.bias());
    return layer;
  }

  /** Once the layer has its place. */
  private void set(Layer layer, String name, Parameter parameter) {
    values.add(() -> layer
        .structuralParameters()
        .get(name)
        .set(Nd4j.create(data.of(parameter), parameter.sizes(), 'c')));
  }
}
