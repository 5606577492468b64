package it.blocks;

import dev.ashlar.Block;
import dev.ashlar.Child;
import dev.ashlar.Layer;
import dev.ashlar.layer.Activation;
import dev.ashlar.layer.Dense;

/** The block that another jar holds. */
@Block(sequential = true)
public abstract class Features {
  @Child @Dense(units = 8, activation = Activation.RELU) Layer wide;
  @Child @Dense(units = 3, activation = Activation.RELU) Layer narrow;
}
