package it;

import dev.ashlar.Block;
import dev.ashlar.Child;
import dev.ashlar.Layer;
import dev.ashlar.layer.Activation;
import dev.ashlar.layer.Dense;

/** A model of two layers. */
@Block(input = 4)
public abstract class Model {
  @Child @Dense(units = 3, activation = Activation.RELU) Layer wide;
  @Child @Dense(units = 2) Layer output;
}
