package dev.ashlar.layer;

import static dev.ashlar.Numbers.array;
import static dev.ashlar.Numbers.assertClose;
import static dev.ashlar.Numbers.random;
import static dev.ashlar.layer.AvgPool2DLayer.avgPool2D;
import static dev.ashlar.layer.Conv2DLayer.conv2D;
import static dev.ashlar.layer.DenseLayer.dense;
import static dev.ashlar.layer.GlobalAvgPool2DLayer.globalAvgPool2D;
import static dev.ashlar.layer.GlobalMaxPool2DLayer.globalMaxPool2D;
import static dev.ashlar.layer.MaxPool2DLayer.maxPool2D;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.Layer;
import dev.ashlar.Network;
import dev.ashlar.Parameter;
import dev.ashlar.Scope;
import dev.ashlar.init.Initializer;
import dev.ashlar.shape.DType;
import dev.ashlar.shape.Shape;
import dev.ashlar.shape.ShapeMismatchException;
import dev.ashlar.train.Loss;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

class PoolingTest {
  private static final int SETTINGS = 60;

  private static int[] pair(SplittableRandom random, int least, int most) {
    return random.ints(random.nextInt(1, 3), least, most + 1).toArray();
  }

  private static MaxPool2DLayer randomMax(SplittableRandom random) {
    MaxPool2DLayer layer = maxPool2D()
        .pool(pair(random, 1, 4))
        .padding(pair(random, 0, 3))
        .ceilMode(random.nextBoolean());
    return random.nextBoolean() ? layer : layer.stride(pair(random, 1, 3));
  }

  private static AvgPool2DLayer randomAvg(SplittableRandom random) {
    AvgPool2DLayer layer = avgPool2D()
        .pool(pair(random, 1, 4))
        .padding(pair(random, 0, 3))
        .ceilMode(random.nextBoolean())
        .countIncludePad(random.nextBoolean());
    return random.nextBoolean() ? layer : layer.stride(pair(random, 1, 3));
  }

  /** The layer after one that passes its input on, and whose parameters decide the type. */
  private static Network network(SpecLayer<?> layer, DType dtype, long channels) {
    Sequential<Layer> model = new Sequential<>(Scope.newRoot());
    Conv2DLayer same = conv2D((int) channels).kernel(1).useBias(false);
    model.add(same).add(layer);
    Parameter weight = same.node().parameters().get("weight");
    model.collectParameters().cast(dtype);
    double[] one = new double[(int) (channels * channels)];
    for (int i = 0; i < channels; i++) {
      one[(int) (i * channels + i)] = 1;
    }
    weight.set(array(one, channels, channels, 1, 1));
    return Network.of(model);
  }

  private static <L extends SpecLayer<?>> void compare(
      L layer, DType dtype, long seed, BiFunction<L, INDArray, INDArray> reference) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] shape = {
      random.nextInt(1, 4), random.nextInt(1, 4), random.nextInt(1, 9), random.nextInt(1, 9)
    };
    INDArray x = random(seed, shape);
    Network network = network(layer, dtype, shape[1]);
    Shape told;
    try {
      told = layer.spec().output(Shape.of(shape).example());
    } catch (ShapeMismatchException tooSmall) {
      assertThatThrownBy(() -> network.output(x)).hasMessageContaining(tooSmall.expected());
      return;
    }

    INDArray y = network.output(x);

    assertThat(Shape.of(y.shape()).example()).as("%s", layer).isEqualTo(told);
    assertClose(y, reference.apply(layer, x), dtype == DType.FLOAT64 ? 1e-12 : 1e-6);
  }

  @ParameterizedTest
  @EnumSource
  void theLargestIsThatOfTheFormula(DType dtype) {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < SETTINGS; i++) {
      compare(
          randomMax(random), dtype, i, (layer, x) -> new ImageReference(x).largest(layer.spec()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theMeanIsThatOfTheFormula(DType dtype) {
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < SETTINGS; i++) {
      compare(randomAvg(random), dtype, i, (layer, x) -> new ImageReference(x).mean(layer.spec()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void globalPoolingsSeeTheWholeImage(DType dtype) {
    for (int i = 0; i < 12; i++) {
      compare(globalMaxPool2D(), dtype, i, (layer, x) -> x.max(true, 2, 3));
      compare(globalAvgPool2D(), dtype, i, (layer, x) -> x.mean(true, 2, 3));
    }
  }

  private static void check(long seed, long[] shape, Layer layer) {
    LayerGradientTest.check(seed, shape, LayerGradientTest.before(shape), layer, dense(2));
  }

  @Test
  void gradients() {
    long[] shape = {2, 3, 5, 4};
    check(1, shape, maxPool2D());
    check(2, shape, maxPool2D().pool(3, 2).stride(1).padding(1));
    check(3, shape, maxPool2D().pool(3).stride(2).ceilMode(true));
    check(4, shape, maxPool2D().pool(2).stride(2, 3).padding(1, 0).ceilMode(true));
    check(5, shape, avgPool2D());
    check(6, shape, avgPool2D().pool(3, 2).stride(1).padding(1));
    check(7, shape, avgPool2D().pool(3).stride(2).ceilMode(true));
    check(8, shape, avgPool2D().pool(3).stride(2).padding(1).countIncludePad(false));
    check(9, shape, globalMaxPool2D());
    check(10, shape, globalAvgPool2D());
    long[] small = {1, 1, 2, 2};
    check(11, small, maxPool2D());
    check(12, small, avgPool2D());
    check(13, small, globalAvgPool2D());
    check(14, small, maxPool2D().pool(1));
  }

  @Test
  void whereSeveralAreTheLargestTheGradientGoesToTheFirst() {
    Conv2DLayer before = conv2D(1).kernel(1);
    Sequential<Layer> model = new Sequential<>(Scope.newRoot());
    model.add(before).add(maxPool2D());
    Network network = Network.of(model).initialize(1, Initializer.constant(1));
    INDArray same = array(new double[] {2, 2, 2, 2}, 1, 1, 2, 2);

    double gradient = network
        .gradients(new DataSet(same, array(new double[] {0}, 1, 1, 1, 1)), Loss.meanSquaredError())
        .get(before.node().parameters().get("weight").name())
        .getDouble(0);

    // of (2w)², not of four times as much
    assertThat(gradient).isEqualTo(8);
  }

  @Test
  void sizesRoundDownOrUp() {
    assertThat(maxPool2D().pool(3).stride(2).spec().output(Shape.of(7, 8, 9)))
        .isEqualTo(Shape.of(7, 3, 4));
    assertThat(maxPool2D().pool(3).stride(2).ceilMode(true).spec().output(Shape.of(7, 8, 9)))
        .isEqualTo(Shape.of(7, 4, 4));
    assertThat(avgPool2D().spec().output(Shape.unknown())).isEqualTo(Shape.of(0, 0, 0));
    assertThat(globalAvgPool2D().spec().output(Shape.of(0, 0, 3))).isEqualTo(Shape.of(0, 1, 1));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> maxPool2D().pool(3).spec().output(Shape.of(1, 2, 5)))
        .hasMessageContaining("a height of at least 3, for a kernel of (3, 3) and padding (0, 0)");
    assertThatThrownBy(() -> globalMaxPool2D().spec().output(Shape.of(5)))
        .hasMessageContaining("(channels, height, width)");
    assertThatThrownBy(() -> avgPool2D().pool(0)).hasMessageContaining("pool must be at least 1");
    assertThatThrownBy(() -> maxPool2D().stride(0)).hasMessageContaining("stride");
    assertThatThrownBy(() -> maxPool2D().padding(-1)).hasMessageContaining("padding");
  }
}
