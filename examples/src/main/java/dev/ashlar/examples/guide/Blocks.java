package dev.ashlar.examples.guide;

import static dev.ashlar.layer.Activation.RELU;
import static dev.ashlar.layer.DenseLayer.dense;

import dev.ashlar.Block;
import dev.ashlar.Child;
import dev.ashlar.Layer;
import dev.ashlar.Param;
import dev.ashlar.Parameter;
import dev.ashlar.Repeat;
import dev.ashlar.Scope;
import dev.ashlar.layer.Dense;
import dev.ashlar.layer.LayerNorm;
import dev.ashlar.layer.Sequential;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;

/** What a block can declare, and the names that come of it. */
final class Blocks {
  private Blocks() {}

  // @start region="residual"
  /** A block with a computation and a parameter of its own. */
  @Block
  public abstract static class Residual {
    @Child @LayerNorm Layer norm;
    @Child @Dense(units = 16, activation = RELU) Layer dense;
    @Param(shape = 16, constant = 0.5) Parameter scale;

    SDVariable forward(SDVariable x) {
      return x.add(dense.forward(norm.forward(x)).mul(scale.variable()));
    }
  }
  // @end

  // @start region="nested"
  /** Blocks in a block; three of a kind; two layers with one weight. */
  @Block(input = 16)
  public abstract static class Encoder {
    @Child @Repeat(3) Sequential<Residual> blocks;
    @Child @Dense(units = 16) Layer left;
    @Child(sharedWith = "left") @Dense(units = 16) Layer right;
  }
  // @end

  // @start region="assigned"
  /** A size that only the program knows: the constructor assigns the child, the block adopts and names it. */
  @Block(output = 10)
  public abstract static class Head {
    @Child Layer hidden;
    @Child @Dense(units = 10) Layer output;

    Head(int units) {
      hidden = dense(units).activation(RELU);
    }

    SDVariable forward(SDVariable x) {
      return output.forward(hidden.forward(x));
    }
  }
  // @end

  static List<String> placed() {
    // @start region="placed"
    Scope scope = Scope.newRoot(); // names of one's own; new NamedMlp() uses the process's
    NamedMlp first = new NamedMlp(scope);
    NamedMlp second = new NamedMlp(scope);
    NamedMlp named = new NamedMlp(scope.named("digits_"));
    List<String> names = List.of(
        first.hidden().prefix(), // mlp0_dense0_
        second.hidden().prefix(), // mlp1_dense0_
        named.output().prefix()); // digits_out_
    // @end
    return names;
  }

  static List<String> constants() {
    // @start region="constants"
    List<String> known = List.of(
        MlpNames.Hidden.WEIGHT, // dense0_weight
        MlpNames.Hidden.WEIGHT_PATH, // hidden.weight
        MlpNames.Hidden.WEIGHT_SHAPE); // (128, 64)
    // @end
    return known;
  }

  static Sequential<Layer> plain() {
    // @start region="plain"
    Sequential<Layer> net = new Sequential<>("net_");
    net.add(dense(128).activation(RELU));
    net.add(dense(10)); // net_dense1_weight, 1.weight
    // @end
    return net;
  }
}
