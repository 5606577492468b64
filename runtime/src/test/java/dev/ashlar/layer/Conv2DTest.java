package dev.ashlar.layer;

import static dev.ashlar.Numbers.assertClose;
import static dev.ashlar.Numbers.random;
import static dev.ashlar.layer.Conv2DLayer.conv2D;
import static dev.ashlar.layer.DenseLayer.dense;
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
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class Conv2DTest {
  private static final int SETTINGS = 60;

  private static int[] pair(SplittableRandom random, int least, int most) {
    return random.ints(random.nextInt(1, 3), least, most + 1).toArray();
  }

  private static Conv2DLayer randomLayer(SplittableRandom random, int groups) {
    return conv2D(groups * random.nextInt(1, 4))
        .kernel(pair(random, 1, 4))
        .stride(pair(random, 1, 3))
        .padding(pair(random, 0, 3))
        .dilation(random.nextInt(3) == 0 ? pair(random, 1, 3) : new int[] {1})
        .groups(groups)
        .useBias(random.nextBoolean());
  }

  @ParameterizedTest
  @EnumSource
  void outputIsThatOfTheFormula(DType dtype) {
    SplittableRandom random = new SplittableRandom(31);
    int refused = 0;
    for (int i = 0; i < SETTINGS; i++) {
      int groups = random.nextInt(3) == 0 ? random.nextInt(2, 4) : 1;
      Conv2DLayer layer = Scope.newRoot().add(randomLayer(random, groups));
      layer.collectParameters().cast(dtype);
      long[] shape = {
        random.nextInt(1, 4),
        groups * random.nextInt(1, 4),
        random.nextInt(1, 9),
        random.nextInt(1, 9)
      };
      INDArray x = random(i, shape);
      Network network = Network.of(layer).initialize(i, Initializer.uniform(0.9));
      Shape told;
      try {
        told = layer.spec().output(Shape.of(shape).example());
      } catch (ShapeMismatchException tooSmall) {
        refused++;
        assertThatThrownBy(() -> network.output(x)).hasMessageContaining(tooSmall.expected());
        continue;
      }
      network.output(x);
      for (Parameter parameter : layer.collectParameters()) {
        parameter.set(random(random, parameter.value().shape()));
      }

      INDArray y = network.output(x);

      assertThat(Shape.of(y.shape()).example()).as("%s of %s", layer, told).isEqualTo(told);
      INDArray bias =
          layer.spec().useBias() ? layer.node().parameters().get("bias").value() : null;
      assertClose(
          y,
          new ImageReference(x)
              .convolved(layer.spec(), layer.node().parameters().get("weight").value(), bias),
          dtype == DType.FLOAT64 ? 1e-12 : 2e-5);
    }
    assertThat(refused).isBetween(1, SETTINGS / 2);
  }

  // conv2d of oneDNN, which serves float32, throws where the dilation is more than 1
  @Test
  void aDilatedKernelWorksInFloat32() {
    Conv2DLayer layer = Scope.newRoot().add(conv2D(4).kernel(3).dilation(2).padding(2));
    INDArray x = random(1, 2, 3, 8, 8);

    INDArray y = Network.of(layer).initialize(1).output(x);

    INDArray weight = layer.node().parameters().get("weight").value();
    INDArray bias = layer.node().parameters().get("bias").value();
    assertClose(y, new ImageReference(x).convolved(layer.spec(), weight, bias), 1e-5);
  }

  private static Layer[] stack(Conv2DLayer layer, long[] shape) {
    return new Layer[] {LayerGradientTest.before(shape), layer, dense(2)};
  }

  @Test
  void gradientsOfPlainKernels() {
    long[] shape = {2, 2, 5, 4};
    LayerGradientTest.check(1, shape, stack(conv2D(3).kernel(3, 2), shape));
    LayerGradientTest.check(
        2, shape, stack(conv2D(2).kernel(3).stride(2).padding(1).useBias(false), shape));
    LayerGradientTest.check(
        3, shape, stack(conv2D(2).kernel(1).activation(Activation.TANH), shape));
    LayerGradientTest.check(
        4, new long[] {1, 1, 3, 3}, stack(conv2D(1).kernel(3), new long[] {1, 1, 3, 3}));
    LayerGradientTest.check(5, shape, stack(conv2D(2, 2, 3).stride(3, 2).padding(2, 1), shape));
  }

  @Test
  void gradientsOfGroupsAndDilations() {
    long[] shape = {2, 4, 5, 4};
    LayerGradientTest.check(6, shape, stack(conv2D(4).kernel(3).padding(1).groups(2), shape));
    LayerGradientTest.check(7, shape, stack(conv2D(4).kernel(2).groups(4).useBias(false), shape));
    LayerGradientTest.check(8, shape, stack(conv2D(2).kernel(2).dilation(2, 3), shape));
    LayerGradientTest.check(
        9, shape, stack(conv2D(2).kernel(3).dilation(2).padding(2).stride(2).groups(2), shape));
  }

  @Test
  void aConvolutionAfterAConvolution() {
    long[] shape = {2, 2, 6, 5};
    LayerGradientTest.check(
        10,
        shape,
        conv2D(3).kernel(3).padding(1).activation(Activation.SIGMOID),
        conv2D(2).kernel(2).stride(2),
        dense(2));
  }

  @Test
  void printedFormsTellTheSettings() {
    assertThat(conv2D(4).kernel(3, 5))
        .hasToString("Conv2D(None -> 4, kernel_size=(3, 5), stride=(1, 1))");
    assertThat(conv2D(4)
            .kernel(3)
            .stride(2, 1)
            .padding(1)
            .dilation(2)
            .groups(2)
            .useBias(false)
            .activation(Activation.RELU)
            .inChannels(6))
        .hasToString(
            "Conv2D(3 -> 4, kernel_size=(3, 3), stride=(2, 1), padding=(1, 1), dilation=(2, 2),"
                + " groups=2, bias=False, Activation(relu))");
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Conv2DSpec spec = conv2D(4).kernel(3).dilation(2).inChannels(3).spec();

    assertThatThrownBy(() -> spec.output(Shape.of(4, 8, 8)))
        .hasMessageContaining("inChannels = 3")
        .hasMessageContaining("4 in an input of shape (4, 8, 8)");
    assertThatThrownBy(() -> spec.output(Shape.of(3, 8, 4)))
        .hasMessageContaining("a width of at least 5, for a kernel of (3, 3) with dilation (2, 2)")
        .hasMessageContaining("4 in an input of shape (3, 8, 4)");
    assertThatThrownBy(() -> spec.output(Shape.of(3, 8)))
        .hasMessageContaining("(channels, height, width) besides the batch");
    assertThatThrownBy(() -> conv2D(4).kernel(1).groups(2).spec().output(Shape.of(3, 8, 8)))
        .hasMessageContaining("groups = 2");
    assertThat(spec.output(Shape.of(3, 0, 9))).isEqualTo(Shape.of(4, 0, 5));
  }

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(() -> conv2D(0).kernel(1))
        .hasMessageContaining("channels must be at least 1");
    assertThatThrownBy(() -> conv2D(1).kernel(0)).hasMessage("kernel must be at least 1, found 0");
    assertThatThrownBy(() -> conv2D(1).kernel(1, 2, 3))
        .hasMessage("kernel must be one number or two, found [1, 2, 3]");
    assertThatThrownBy(() -> conv2D(1).kernel(1).stride(0)).hasMessageContaining("stride");
    assertThatThrownBy(() -> conv2D(1).kernel(1).padding(-1)).hasMessageContaining("padding");
    assertThatThrownBy(() -> conv2D(1).kernel(1).dilation(0)).hasMessageContaining("dilation");
    assertThatThrownBy(() -> conv2D(3).kernel(1).groups(2))
        .isInstanceOf(SettingException.class)
        .hasMessage("groups must be a divisor of channels = 3, found 2");
    assertThatThrownBy(() -> conv2D(4).kernel(1).groups(2).inChannels(3))
        .hasMessageContaining("a divisor of inChannels = 3");
  }

  @Test
  void theSettingsOfASpecificationCannotBeChanged() {
    Conv2DSpec spec = conv2D(1).kernel(3).spec();
    spec.kernel()[0] = 7;

    assertThat(spec.kernel()).containsExactly(3, 3);
  }
}
