package dev.ashlar.examples;

import static dev.ashlar.layer.Activation.RELU;

import dev.ashlar.Block;
import dev.ashlar.Child;
import dev.ashlar.Layer;
import dev.ashlar.layer.Dense;
import dev.ashlar.layer.Dropout;
import dev.ashlar.layer.Flatten;

/**
 * The naming of Gluon's AlexNet, {@code features} under an empty prefix and {@code output} beside it, on a small network of dense
 * layers.
 */
@Block(input = {3, 16, 16})
public abstract class AlexNet {
  @Child(prefix = "") Features features;
  @Child @Dense(units = 100) Layer output;

  /** All layers but the last: named as if they were AlexNet's own, and found by position in files. */
  @Block(sequential = true)
  public abstract static class Features {
    @Child @Flatten Layer flatten;
    @Child @Dense(units = 32, activation = RELU) Layer wide;
    @Child @Dropout(rate = 0.5) Layer wideDropout;
    @Child @Dense(units = 32, activation = RELU) Layer narrow;
    @Child @Dropout(rate = 0.5) Layer narrowDropout;
  }
}
