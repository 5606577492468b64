package dev.ashlar.benchmarks.peers.library;

import dev.ashlar.Block;
import dev.ashlar.Child;
import dev.ashlar.Layer;
import dev.ashlar.layer.Sequential;
import org.nd4j.autodiff.samediff.SDVariable;

/** The maximum of 0 and the sum of two chains over one input. */
@Block(hint = "residual")
abstract class AshlarResidual {
  @Child
  Sequential<Layer> body;

  @Child
  Sequential<Layer> shortcut;

  AshlarResidual(Sequential<Layer> body, Sequential<Layer> shortcut) {
    this.body = body;
    this.shortcut = shortcut;
  }

  SDVariable forward(SDVariable x) {
    SDVariable sum = body.forward(x).add(shortcut.forward(x));
    return sum.getSameDiff().nn().relu(sum, 0);
  }
}
