package dev.ashlar.examples.zoo;

import static dev.ashlar.layer.Activation.TANH;

import dev.ashlar.Block;
import dev.ashlar.Child;
import dev.ashlar.Layer;
import dev.ashlar.layer.AvgPool2D;
import dev.ashlar.layer.Conv2D;
import dev.ashlar.layer.Dense;

/**
 * LeNet-5, LeCun, Bottou, Bengio and Haffner, "Gradient-Based Learning Applied to Document Recognition", Proceedings of the IEEE 86,
 * 1998, on images of 28 times 28 pixels, in the form that is common today: the second convolution sees all channels, the poolings have no
 * parameters, and the last layer is a dense one. 61,706 parameters, as in Zhang, Lipton, Li and Smola, "Dive into Deep Learning", 7.6.
 */
@Block(input = {1, 28, 28})
public abstract class LeNet5 {
  @Child @Conv2D(channels = 6, kernel = 5, padding = 2, activation = TANH) Layer conv0;
  @Child @AvgPool2D Layer pool0;
  @Child @Conv2D(channels = 16, kernel = 5, activation = TANH) Layer conv1;
  @Child @AvgPool2D Layer pool1;
  @Child @Dense(units = 120, activation = TANH) Layer dense0;
  @Child @Dense(units = 84, activation = TANH) Layer dense1;
  @Child @Dense(units = 10) Layer output;
}
