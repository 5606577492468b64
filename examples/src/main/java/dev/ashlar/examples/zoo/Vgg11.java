package dev.ashlar.examples.zoo;

import static dev.ashlar.layer.Activation.RELU;

import dev.ashlar.Block;
import dev.ashlar.Child;
import dev.ashlar.Layer;
import dev.ashlar.layer.Activate;
import dev.ashlar.layer.Conv2D;
import dev.ashlar.layer.Dense;
import dev.ashlar.layer.Dropout;
import dev.ashlar.layer.MaxPool2D;

/**
 * VGG-11, configuration A of Simonyan and Zisserman, "Very Deep Convolutional Networks for Large-Scale Image Recognition",
 * arXiv:1409.1556, with the names of Gluon's model zoo. 132,863,336 parameters.
 */
@Block(hint = "vgg", input = {3, 224, 224})
public abstract class Vgg11 {
  @Child(prefix = "") Features features;
  @Child @Dense(units = 1000) Layer output;

  /** All layers but the last. */
  @Block(sequential = true)
  public abstract static class Features {
    @Child @Conv2D(channels = 64, kernel = 3, padding = 1) Layer conv0;
    @Child @Activate(RELU) Layer relu0;
    @Child @MaxPool2D Layer pool0;
    @Child @Conv2D(channels = 128, kernel = 3, padding = 1) Layer conv1;
    @Child @Activate(RELU) Layer relu1;
    @Child @MaxPool2D Layer pool1;
    @Child @Conv2D(channels = 256, kernel = 3, padding = 1) Layer conv2;
    @Child @Activate(RELU) Layer relu2;
    @Child @Conv2D(channels = 256, kernel = 3, padding = 1) Layer conv3;
    @Child @Activate(RELU) Layer relu3;
    @Child @MaxPool2D Layer pool2;
    @Child @Conv2D(channels = 512, kernel = 3, padding = 1) Layer conv4;
    @Child @Activate(RELU) Layer relu4;
    @Child @Conv2D(channels = 512, kernel = 3, padding = 1) Layer conv5;
    @Child @Activate(RELU) Layer relu5;
    @Child @MaxPool2D Layer pool3;
    @Child @Conv2D(channels = 512, kernel = 3, padding = 1) Layer conv6;
    @Child @Activate(RELU) Layer relu6;
    @Child @Conv2D(channels = 512, kernel = 3, padding = 1) Layer conv7;
    @Child @Activate(RELU) Layer relu7;
    @Child @MaxPool2D Layer pool4;
    @Child @Dense(units = 4096, activation = RELU) Layer dense0;
    @Child @Dropout(rate = 0.5) Layer dropout0;
    @Child @Dense(units = 4096, activation = RELU) Layer dense1;
    @Child @Dropout(rate = 0.5) Layer dropout1;
  }
}
