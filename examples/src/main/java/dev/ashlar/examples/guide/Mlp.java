package dev.ashlar.examples.guide;

import static dev.ashlar.layer.Activation.RELU;

import dev.ashlar.Block;
import dev.ashlar.Child;
import dev.ashlar.Layer;
import dev.ashlar.layer.Dense;

/** The guide's first model. */
// @start region="model"
@Block(input = 64)
public abstract class Mlp {
  @Child @Dense(units = 128, activation = RELU) Layer hidden;
  @Child @Dense(units = 64, activation = RELU) Layer middle;
  @Child(prefix = "out_") @Dense(units = 10) Layer output;
}
// @end
