package ${package};

import static dev.ashlar.layer.Activation.TANH;

import dev.ashlar.Block;
import dev.ashlar.Child;
import dev.ashlar.Layer;
import dev.ashlar.layer.Dense;

/** Learns whether two numbers differ. */
@Block(input = 2)
public abstract class Xor {
  @Child @Dense(units = 8, activation = TANH) Layer hidden;
  @Child @Dense(units = 2) Layer output;
}
