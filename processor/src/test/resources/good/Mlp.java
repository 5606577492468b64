package good;

import static dev.ashlar.layer.Activation.RELU;

import dev.ashlar.Block;
import dev.ashlar.Child;
import dev.ashlar.Layer;
import dev.ashlar.layer.Dense;

@Block(input = 784)
public abstract class Mlp {
  @Child @Dense(units = 128, activation = RELU) Layer hidden;
  @Child @Dense(units = 64, activation = RELU) Layer middle;
  @Child(prefix = "out_") @Dense(units = 10) Layer output;
}
