package dev.ashlar.examples.zoo;

import static dev.ashlar.layer.Activation.RELU;

import dev.ashlar.Block;
import dev.ashlar.Child;
import dev.ashlar.Layer;
import dev.ashlar.Repeat;
import dev.ashlar.layer.Activate;
import dev.ashlar.layer.BatchNorm;
import dev.ashlar.layer.Conv2D;
import dev.ashlar.layer.Dense;
import dev.ashlar.layer.GlobalAvgPool2D;
import dev.ashlar.layer.MaxPool2D;
import dev.ashlar.layer.Sequential;

/**
 * ResNet-18 for images of 224 times 224 pixels. He, Zhang, Ren and Sun, "Deep Residual Learning for Image Recognition", arXiv:1512.03385;
 * Gluon's {@code resnet18_v1}, with the names of its model zoo. 11,689,512 trained parameters and 9,600 running values.
 */
@Block(hint = "resnetv1", input = {3, 224, 224})
public abstract class ResNet18 {
  @Child(prefix = "") Features features;
  @Child @Dense(units = 1000, inUnits = 512) Layer output;

  /** All layers but the last: the entry, four stages of two residual blocks each, and the mean. */
  @Block(sequential = true)
  public abstract static class Features {
    @Child @Conv2D(channels = 64, kernel = 7, stride = 2, padding = 3, useBias = false, inChannels = 3) Layer conv;
    @Child @BatchNorm Layer norm;
    @Child @Activate(RELU) Layer relu;
    @Child @MaxPool2D(pool = 3, stride = 2, padding = 1) Layer pool;
    @Child(prefix = "stage1_") @Repeat(value = 2, prefix = "") Sequential<BasicBlock> stage1;
    @Child(prefix = "stage2_") Sequential<BasicBlock> stage2;
    @Child(prefix = "stage3_") Sequential<BasicBlock> stage3;
    @Child(prefix = "stage4_") Sequential<BasicBlock> stage4;
    @Child @GlobalAvgPool2D Layer mean;

    Features() {
      stage2 = stage(128);
      stage3 = stage(256);
      stage4 = stage(512);
    }

    private static Sequential<BasicBlock> stage(int channels) {
      Sequential<BasicBlock> stage = Sequential.unplaced();
      return stage.add("", NamedBasicBlock.unplaced(channels, 2)).add("", NamedBasicBlock.unplaced(channels, 1));
    }
  }
}
