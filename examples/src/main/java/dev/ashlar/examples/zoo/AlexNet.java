package dev.ashlar.examples.zoo;

import static dev.ashlar.layer.Activation.RELU;

import dev.ashlar.Block;
import dev.ashlar.Child;
import dev.ashlar.Layer;
import dev.ashlar.layer.Conv2D;
import dev.ashlar.layer.Dense;
import dev.ashlar.layer.Dropout;
import dev.ashlar.layer.Flatten;
import dev.ashlar.layer.MaxPool2D;

/**
 * AlexNet as in Krizhevsky, "One weird trick for parallelizing convolutional neural networks", arXiv:1404.5997, with the names of
 * Gluon's model zoo: {@code features} under an empty prefix, {@code output} beside it. 61,100,840 parameters.
 */
@Block(input = {3, 224, 224})
public abstract class AlexNet {
  @Child(prefix = "") Features features;
  @Child @Dense(units = 1000) Layer output;

  /** All layers but the last: named as if they were AlexNet's own, and found by position in files. */
  @Block(sequential = true)
  public abstract static class Features {
    @Child @Conv2D(channels = 64, kernel = 11, stride = 4, padding = 2, activation = RELU) Layer conv0;
    @Child @MaxPool2D(pool = 3, stride = 2) Layer pool0;
    @Child @Conv2D(channels = 192, kernel = 5, padding = 2, activation = RELU) Layer conv1;
    @Child @MaxPool2D(pool = 3, stride = 2) Layer pool1;
    @Child @Conv2D(channels = 384, kernel = 3, padding = 1, activation = RELU) Layer conv2;
    @Child @Conv2D(channels = 256, kernel = 3, padding = 1, activation = RELU) Layer conv3;
    @Child @Conv2D(channels = 256, kernel = 3, padding = 1, activation = RELU) Layer conv4;
    @Child @MaxPool2D(pool = 3, stride = 2) Layer pool2;
    @Child @Flatten Layer flatten;
    @Child @Dense(units = 4096, activation = RELU) Layer dense0;
    @Child @Dropout(rate = 0.5) Layer dropout0;
    @Child @Dense(units = 4096, activation = RELU) Layer dense1;
    @Child @Dropout(rate = 0.5) Layer dropout1;
  }
}
