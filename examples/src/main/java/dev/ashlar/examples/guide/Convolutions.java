package dev.ashlar.examples.guide;

import static dev.ashlar.layer.Activation.RELU;

import dev.ashlar.Block;
import dev.ashlar.Child;
import dev.ashlar.Layer;
import dev.ashlar.layer.BatchNorm;
import dev.ashlar.layer.Conv2D;
import dev.ashlar.layer.Dense;
import dev.ashlar.layer.GlobalAvgPool2D;
import dev.ashlar.layer.MaxPool2D;

/** A convolutional net for small pictures. */
final class Convolutions {
  private Convolutions() {}

  // @start region="model"
  /** Small pictures of one channel. */
  @Block(input = {1, 28, 28})
  public abstract static class Pictures {
    @Child @Conv2D(channels = 16, kernel = 3, padding = 1, activation = RELU) Layer first;
    @Child @MaxPool2D(pool = 2, stride = 2) Layer smaller;
    @Child @Conv2D(channels = 32, kernel = 3, padding = 1, useBias = false) Layer second;
    @Child @BatchNorm Layer norm;
    @Child @GlobalAvgPool2D Layer mean;
    @Child @Dense(units = 10) Layer output;
  }
  // @end
}
