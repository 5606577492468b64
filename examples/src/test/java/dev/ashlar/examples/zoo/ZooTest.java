package dev.ashlar.examples.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.Layer;
import dev.ashlar.Network;
import dev.ashlar.Parameter;
import dev.ashlar.Scope;
import dev.ashlar.init.Initializer;
import dev.ashlar.shape.Shape;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The zoo against published figures: numbers of parameters and multiply-adds from torchvision's table of pre-trained weights
 * (https://docs.pytorch.org/vision/stable/models.html: AlexNet 61100840 and 0.71, VGG-11 132863336 and 7.61, ResNet-18 11689512 and
 * 1.81, in 10⁹), which are exact there; the sizes of the stages from the papers that the classes name; the names from the constructors of
 * Gluon 1.9.1's model zoo.
 */
class ZooTest {
  private static INDArray images(long... shape) {
    Nd4j.getRandom().setSeed(11);
    return Nd4j.rand(DataType.FLOAT, shape);
  }

  private static void assertFinite(INDArray output, long... shape) {
    assertThat(output.shape()).isEqualTo(shape);
    assertThat(output.isNaN().any() || output.isInfinite().any()).isFalse();
    assertThat(output.maxNumber().doubleValue()).isGreaterThan(output.minNumber().doubleValue());
  }

  private static <L extends Layer> L placed(L model) {
    return Scope.newRoot().add(model);
  }

  @Test
  void alexNetHasThePublishedSizes() {
    ShapeWalk walk = ShapeWalk.of(placed(NamedAlexNet.unplaced()), 3, 224, 224);

    assertThat(walk.trained()).isEqualTo(61_100_840);
    assertThat(walk.running()).isZero();
    assertThat(walk.multiplyAdds()).isEqualTo(714_188_480);
    assertThat(walk.outputs())
        .containsExactly(
            "features.0 (64, 55, 55)", "features.1 (64, 27, 27)",
            "features.2 (192, 27, 27)", "features.3 (192, 13, 13)",
            "features.4 (384, 13, 13)", "features.5 (256, 13, 13)", "features.6 (256, 13, 13)", "features.7 (256, 6, 6)",
            "features.8 (9216,)", "features.9 (4096,)", "features.10 (4096,)", "features.11 (4096,)", "features.12 (4096,)",
            "output (1000,)");
  }

  @Test
  void alexNetHasGluonsNames() {
    NamedAlexNet alexnet = placed(NamedAlexNet.unplaced());

    assertThat(alexnet.collectParameters().names())
        .containsExactly(
            "alexnet0_conv0_weight", "alexnet0_conv0_bias", "alexnet0_conv1_weight", "alexnet0_conv1_bias",
            "alexnet0_conv2_weight", "alexnet0_conv2_bias", "alexnet0_conv3_weight", "alexnet0_conv3_bias",
            "alexnet0_conv4_weight", "alexnet0_conv4_bias", "alexnet0_dense0_weight", "alexnet0_dense0_bias",
            "alexnet0_dense1_weight", "alexnet0_dense1_bias", "alexnet0_dense2_weight", "alexnet0_dense2_bias");
    assertThat(alexnet.structuralParameters().keySet())
        .contains("features.0.weight", "features.4.bias", "features.11.weight", "output.bias");
    assertThat(AlexNetNames.Output.WEIGHT).isEqualTo("dense2_weight");
    assertThat(AlexNetNames.Features_9.WEIGHT_SHAPE).isEqualTo("(4096, 9216)");
  }

  @Test
  void alexNetRunsForward() {
    NamedAlexNet alexnet = placed(NamedAlexNet.unplaced());
    Network network = Network.of(alexnet).initialize(1, Initializer.xavier());

    assertFinite(network.output(images(1, 3, 224, 224)), 1, 1000);

    long elements = 0;
    for (Parameter parameter : alexnet.collectParameters()) {
      elements += parameter.value().length();
    }
    assertThat(elements).isEqualTo(61_100_840);
  }

  @Test
  void leNetHasThePublishedSizesAndRunsForward() {
    NamedLeNet5 lenet = placed(NamedLeNet5.unplaced());
    ShapeWalk walk = ShapeWalk.of(lenet, 1, 28, 28);

    assertThat(walk.trained()).isEqualTo(61_706);
    assertThat(walk.outputs())
        .containsExactly(
            "conv0 (6, 28, 28)", "pool0 (6, 14, 14)", "conv1 (16, 10, 10)", "pool1 (16, 5, 5)",
            "dense0 (120,)", "dense1 (84,)", "output (10,)");
    assertThat(lenet.collectParameters().names())
        .startsWith("lenet50_conv0_weight", "lenet50_conv0_bias", "lenet50_conv1_weight")
        .endsWith("lenet50_dense2_weight", "lenet50_dense2_bias");
    assertFinite(Network.of(lenet).initialize(1, Initializer.xavier()).output(images(3, 1, 28, 28)), 3, 10);
  }

  @Test
  void vgg11HasThePublishedSizesAndGluonsNames() {
    NamedVgg11 vgg = placed(NamedVgg11.unplaced());
    ShapeWalk walk = ShapeWalk.of(vgg, 3, 224, 224);

    assertThat(walk.trained()).isEqualTo(132_863_336);
    assertThat(walk.multiplyAdds()).isEqualTo(7_609_090_048L);
    assertThat(walk.outputOf("features.2")).isEqualTo("(64, 112, 112)");
    assertThat(walk.outputOf("features.5")).isEqualTo("(128, 56, 56)");
    assertThat(walk.outputOf("features.10")).isEqualTo("(256, 28, 28)");
    assertThat(walk.outputOf("features.15")).isEqualTo("(512, 14, 14)");
    assertThat(walk.outputOf("features.20")).isEqualTo("(512, 7, 7)");
    assertThat(walk.output()).isEqualTo(Shape.of(1000));
    assertThat(vgg.collectParameters().names())
        .hasSize(22)
        .startsWith("vgg0_conv0_weight", "vgg0_conv0_bias", "vgg0_conv1_weight")
        .contains("vgg0_conv7_bias", "vgg0_dense0_weight")
        .endsWith("vgg0_dense2_weight", "vgg0_dense2_bias");
    assertThat(vgg.structuralParameters().keySet())
        .contains("features.0.weight", "features.18.weight", "features.21.weight", "features.23.bias", "output.weight");
  }

  @Test
  void vgg11sFeaturesRunForwardOnSmallImages() {
    NamedVgg11_Features features = placed(NamedVgg11_Features.unplaced());

    assertFinite(Network.of(features).initialize(1, Initializer.xavier()).output(images(1, 3, 32, 32)), 1, 4096);
  }

  @Test
  void resNet18HasThePublishedSizes() {
    ShapeWalk walk = ShapeWalk.of(placed(NamedResNet18.unplaced()), 3, 224, 224);

    assertThat(walk.trained()).isEqualTo(11_689_512);
    assertThat(walk.running()).isEqualTo(9_600);
    assertThat(walk.multiplyAdds()).isEqualTo(1_814_073_344);
    assertThat(walk.outputOf("features.0")).isEqualTo("(64, 112, 112)");
    assertThat(walk.outputOf("features.3")).isEqualTo("(64, 56, 56)");
    assertThat(walk.outputOf("features.4.1.body.4")).isEqualTo("(64, 56, 56)");
    assertThat(walk.outputOf("features.5.0.downsample.1")).isEqualTo("(128, 28, 28)");
    assertThat(walk.outputOf("features.6.1.body.4")).isEqualTo("(256, 14, 14)");
    assertThat(walk.outputOf("features.7.1.body.4")).isEqualTo("(512, 7, 7)");
    assertThat(walk.outputOf("features.8")).isEqualTo("(512, 1, 1)");
    assertThat(walk.output()).isEqualTo(Shape.of(1000));
  }

  @Test
  void resNet18HasGluonsNames() {
    NamedResNet18 resnet = placed(NamedResNet18.unplaced());

    assertThat(resnet.collectParameters().names())
        .hasSize(20 + 20 * 4 + 2)
        .startsWith(
            "resnetv10_conv0_weight", "resnetv10_batchnorm0_gamma", "resnetv10_batchnorm0_beta",
            "resnetv10_batchnorm0_running_mean", "resnetv10_batchnorm0_running_var",
            "resnetv10_stage1_conv0_weight", "resnetv10_stage1_batchnorm0_gamma")
        .containsSubsequence(
            "resnetv10_stage1_conv3_weight",
            "resnetv10_stage2_conv0_weight", "resnetv10_stage2_conv1_weight", "resnetv10_stage2_conv2_weight",
            "resnetv10_stage2_batchnorm2_running_var", "resnetv10_stage2_conv3_weight",
            "resnetv10_stage4_conv4_weight", "resnetv10_stage4_batchnorm4_running_var")
        .endsWith("resnetv10_dense0_weight", "resnetv10_dense0_bias");
    assertThat(resnet.structuralParameters().keySet())
        .contains(
            "features.0.weight", "features.4.0.body.0.weight", "features.5.0.downsample.0.weight",
            "features.7.1.body.4.running_var", "output.bias");
  }

  @Test
  void resNet18RunsForward() {
    NamedResNet18 resnet = placed(NamedResNet18.unplaced());

    assertFinite(
        Network.of(resnet).initialize(1, Initializer.xavier()).output(images(1, 3, 224, 224)), 1, 1000);
  }
}
