package dev.ashlar.graph;

import static dev.ashlar.layer.ActivateLayer.activate;
import static dev.ashlar.layer.AvgPool2DLayer.avgPool2D;
import static dev.ashlar.layer.BatchNormLayer.batchNorm;
import static dev.ashlar.layer.Conv2DLayer.conv2D;
import static dev.ashlar.layer.DenseLayer.dense;
import static dev.ashlar.layer.DropoutLayer.dropout;
import static dev.ashlar.layer.EmbeddingLayer.embedding;
import static dev.ashlar.layer.FlattenLayer.flatten;
import static dev.ashlar.layer.GlobalAvgPool2DLayer.globalAvgPool2D;
import static dev.ashlar.layer.GlobalMaxPool2DLayer.globalMaxPool2D;
import static dev.ashlar.layer.LayerNormLayer.layerNorm;
import static dev.ashlar.layer.LeakyReLULayer.leakyReLU;
import static dev.ashlar.layer.MaxPool2DLayer.maxPool2D;
import static dev.ashlar.layer.PReLULayer.pReLU;
import static dev.ashlar.layer.Residual.residual;

import dev.ashlar.Layer;
import dev.ashlar.Scope;
import dev.ashlar.layer.Activation;
import dev.ashlar.layer.BatchNormLayer;
import dev.ashlar.layer.Conv2DLayer;
import dev.ashlar.layer.DenseLayer;
import dev.ashlar.layer.LayerSpec;
import dev.ashlar.layer.Sequential;
import dev.ashlar.layer.SpecLayer;
import dev.ashlar.shape.Shape;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A model of layers chosen at random: images or vectors or words to a few numbers an example. The
 * same seed gives the same model.
 */
final class RandomModel {
  private static final int[] CHANNELS = {1, 2, 3, 4, 6, 7, 8, 9, 16};
  private static final int LARGEST_UNITS = 20;
  private static final int WORDS = 7;

  final Sequential<Layer> model = new Sequential<>(Scope.newRoot());
  private final SplittableRandom random;
  private final boolean ofWords;
  private final long[] example;
  private Shape shape; // of one example, as far as the model goes
  private DenseLayer last; // of the layers that others may share

  RandomModel(long seed) {
    random = new SplittableRandom(seed);
    int kind = random.nextInt(8);
    ofWords = kind == 0;
    if (kind >= 4) {
      example = new long[] {oneOf(CHANNELS), 4 + random.nextInt(7), 4 + random.nextInt(7)};
    } else {
      example =
          random.nextBoolean() && !ofWords ? new long[] {units(), units()} : new long[] {units()};
    }
    shape = Shape.of(example);
    if (ofWords) {
      add(embedding(WORDS, units()));
    }
    for (int i = random.nextInt(1, 5); i > 0 && shape.rank() == 3; i--) {
      imageLayer();
    }
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      vectorLayer();
    }
    add(dense(units()).useBias(chance(3)));
  }

  /** A batch of inputs for it. */
  INDArray input(SplittableRandom values, int batch, DataType type) {
    long[] sizes = new long[example.length + 1];
    sizes[0] = batch;
    System.arraycopy(example, 0, sizes, 1, example.length);
    double[] numbers = new double[(int) Arrays.stream(sizes).reduce(1, (a, b) -> a * b)];
    Arrays.setAll(numbers, i -> ofWords ? values.nextInt(WORDS) : values.nextDouble(-1, 1));
    return Nd4j.create(numbers, sizes, type);
  }

  private int oneOf(int... numbers) {
    return numbers[random.nextInt(numbers.length)];
  }

  /** True but for one time of so many. */
  private boolean chance(int times) {
    return random.nextInt(times) > 0;
  }

  private int units() {
    return random.nextInt(2, LARGEST_UNITS);
  }

  private Activation function() {
    Activation[] all = Activation.values();
    return random.nextBoolean() ? Activation.RELU : all[random.nextInt(all.length)];
  }

  private Activation notNone() {
    Activation function = function();
    return function == Activation.NONE ? Activation.TANH : function;
  }

  private void add(SpecLayer<? extends LayerSpec> layer) {
    shape = layer.spec().output(shape);
    model.add(layer);
  }

  private BatchNormLayer norm() {
    return batchNorm()
        .center(chance(4))
        .scale(chance(4))
        .epsilon(random.nextBoolean() ? 1e-5 : 1e-2)
        .momentum(random.nextBoolean() ? 0.9 : 0.5)
        .useGlobalStats(!chance(8));
  }

  private Conv2DLayer convolution() {
    int in = (int) shape.size(0);
    int height = (int) shape.size(1);
    int width = (int) shape.size(2);
    int rows = random.nextInt(1, Math.min(4, height) + 1);
    int columns = chance(3) ? Math.min(rows, width) : random.nextInt(1, Math.min(4, width) + 1);
    int groups =
        chance(4) ? 1 : oneOf(Arrays.stream(CHANNELS).filter(c -> in % c == 0).toArray());
    Conv2DLayer layer = conv2D(
            groups > 1 ? groups * random.nextInt(1, 3) : oneOf(CHANNELS), rows, columns)
        .groups(groups)
        .stride(random.nextInt(1, 3), random.nextInt(1, 3))
        .padding(random.nextInt(rows), random.nextInt(columns))
        .useBias(chance(4))
        .activation(function());
    int dilatedRows = !chance(4) && 2 * rows - 1 <= height ? 2 : 1;
    int dilatedColumns = !chance(4) && 2 * columns - 1 <= width ? 2 : 1;
    return layer.dilation(dilatedRows, dilatedColumns);
  }

  private void imageLayer() {
    int channels = (int) shape.size(0);
    boolean windows = shape.size(1) > 2 && shape.size(2) > 2;
    switch (random.nextInt(14)) {
      case 0, 1, 2 -> add(convolution());
      case 3, 4 -> {
        add(convolution().activation(Activation.NONE));
        add(norm());
        if (chance(3)) {
          add(activate(notNone()));
        }
      }
      case 5, 6 -> {
        if (windows) {
          int size = random.nextInt(2, 4);
          add(maxPool2D()
              .pool(size)
              .stride(random.nextInt(1, 4))
              .padding(random.nextInt(size / 2 + 1))
              .ceilMode(random.nextBoolean()));
        }
      }
      case 7 -> {
        if (windows) {
          add(avgPool2D()
              .pool(2, 3)
              .stride(random.nextInt(1, 3), random.nextInt(1, 3))
              .padding(random.nextInt(2), random.nextInt(2))
              .ceilMode(random.nextBoolean()));
        }
      }
      case 8, 9 -> {
        Sequential<Layer> body = Sequential.unplaced();
        body.add(conv2D(channels, 3).padding(1).useBias(chance(2)));
        if (random.nextBoolean()) {
          body.add(norm());
        }
        if (random.nextBoolean()) {
          body.add(activate(notNone()));
          body.add(conv2D(channels, 1));
        }
        model.add(random.nextBoolean() ? residual(body) : residual(body, conv2D(channels, 1)));
        if (random.nextBoolean()) {
          add(activate(Activation.RELU));
        }
      }
      case 10 -> add(random.nextBoolean() ? pReLU() : leakyReLU(0.1));
      case 11 -> add(dropout(0.3));
      case 12 -> {
        if (!chance(3)) {
          add(random.nextBoolean() ? globalAvgPool2D() : globalMaxPool2D());
        } else {
          add(activate(notNone()));
        }
      }
      default -> {
        if (random.nextBoolean()) {
          add(flatten());
        } else {
          add(layerNorm().axis(1));
        }
      }
    }
  }

  private void vectorLayer() {
    int width = (int) shape.size(shape.rank() - 1);
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> {
        last = dense(units()).useBias(chance(4)).activation(function());
        add(last);
      }
      case 3 -> add(dense(units()).flatten(false).useBias(chance(4)).activation(function()));
      case 4 -> add(dropout(0.4));
      case 5 -> {
        if (shape.elements() > 1) {
          add(dense(units()));
          add(norm());
          add(activate(notNone()));
        }
      }
      case 6 -> {
        Sequential<Layer> body = Sequential.unplaced();
        body.add(dense(width).flatten(false).activation(function()));
        body.add(dense(width).flatten(false));
        model.add(residual(body));
      }
      case 7 -> add(layerNorm().epsilon(0.01));
      case 8 -> {
        if (last != null && shape.rank() == 1) { // two layers of one weight
          int units = last.spec().units();
          add(dense(units));
          DenseLayer first = dense(units).activation(Activation.TANH);
          DenseLayer second = dense(units).activation(function());
          second.node().share(first.node());
          add(first);
          add(second);
        }
      }
      default -> { // one layer twice
        DenseLayer twice = dense(width).flatten(false).activation(function());
        add(twice);
        add(activate(notNone()));
        add(twice);
      }
    }
  }
}
