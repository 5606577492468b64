package dev.ashlar.examples.zoo;

import static dev.ashlar.layer.DenseLayer.dense;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.Layer;
import dev.ashlar.Network;
import dev.ashlar.Parameter;
import dev.ashlar.Scope;
import dev.ashlar.graph.SessionNetwork;
import dev.ashlar.init.Initializer;
import dev.ashlar.layer.Sequential;
import dev.ashlar.shape.DType;
import dev.ashlar.train.Batch;
import dev.ashlar.train.Loss;
import dev.ashlar.train.Training;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.adapter.SingletonDataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;

/**
 * The zoo's models against SameDiff's own way to run and train them: output, gradients, and the parameters after 20 steps; on images
 * that are as small as the model allows.
 */
class ZooPlanTest {
  private static final int STEPS = 20;

  /** With {@code -Dashlar.long=true} every model trains that many steps, else the large ones a few. */
  private static final boolean LONG = Boolean.getBoolean("ashlar.long");

  private static INDArray array(SplittableRandom random, DataType type, long... shape) {
    double[] values =
        random.doubles(Arrays.stream(shape).reduce(1, Math::multiplyExact), -1, 1).toArray();
    return Nd4j.create(values, shape, type);
  }

  private static void check(Supplier<? extends Layer> make, DType dtype, int steps, int batch, int classes, long... example) {
    DataType type = dtype == DType.FLOAT64 ? DataType.DOUBLE : DataType.FLOAT;
    double tolerance = dtype == DType.FLOAT64 ? 1e-10 : 1e-5;
    Layer model = Scope.newRoot().add(make.get());
    model.collectParameters().cast(dtype);
    SplittableRandom random = new SplittableRandom(3);
    List<DataSet> batches = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      double[] labels = random.ints(batch, 0, classes).asDoubleStream().toArray();
      batches.add(new DataSet(
          array(random, type, batch, example[0], example[1], example[2]), Nd4j.create(labels, new long[] {batch}, type)));
    }
    Loss loss = Loss.softmaxCrossEntropy();
    try (Network network = Network.of(model).initialize(1, Initializer.xavier())) {
      network.output(batches.get(0).getFeatures());
      Layer copy = Scope.newRoot().add(make.get());
      SessionNetwork.copyValues(model, copy);
      SessionNetwork reference = new SessionNetwork(copy);
      Layer exactCopy = Scope.newRoot().add(make.get());
      SessionNetwork.copyValues(model, exactCopy);
      exactCopy.collectParameters().cast(DType.FLOAT64);
      SessionNetwork exact = new SessionNetwork(exactCopy);

      assertAlike(
          "output", network.output(batches.get(0).getFeatures()), reference.output(batches.get(0).getFeatures()), tolerance);
      Iterator<INDArray> expected =
          reference.gradients(Batch.of(batches.get(1)), loss).gradients().values().iterator();
      Iterator<INDArray> ideals =
          exact.gradients(Batch.of(batches.get(1)), loss).gradients().values().iterator();
      for (Map.Entry<String, INDArray> gradient : network.gradients(batches.get(1), loss).entrySet()) {
        INDArray theirs = expected.next();
        double allowed = Math.max(tolerance, lost(theirs, ideals.next()));
        assertAlike("gradient of " + gradient.getKey(), gradient.getValue(), theirs, allowed);
      }
      Nesterovs updater = new Nesterovs(0.002, 0.9);
      Training training = Training.with(updater).seed(5).progress(false);
      var trainer = network.trainer(training);
      for (int i = 0; i < steps; i++) {
        DataSet data = batches.get(i % 2);
        trainer.fit(new SingletonDataSetIterator(data));
        reference.train(Batch.of(data), loss, new SessionNetwork.Settings(updater, 5));
        if (dtype == DType.FLOAT32) {
          exact.train(Batch.of(data), loss, new SessionNetwork.Settings(updater, 5));
        }
        freeReferenceArrays();
      }
      Iterator<Parameter> others = copy.collectParameters().iterator();
      Iterator<Parameter> exacts = exactCopy.collectParameters().iterator();
      for (Parameter parameter : model.collectParameters()) {
        INDArray theirs = others.next().value();
        INDArray ideal = exacts.next().value();
        assertThat(difference(parameter.value(), theirs))
            .as("%s after %d steps", parameter.name(), steps)
            .isLessThanOrEqualTo(Math.max(tolerance, lost(theirs, ideal)));
      }
    }
  }

  /**
   * The reference leaves a gigabyte of arrays behind in a step of a large model. They are freed when Java collects their small objects,
   * which fill so little of the heap that the machine's memory ends first.
   */
  private static void freeReferenceArrays() {
    System.gc();
  }

  /**
   * What float32 may lose: long sums and the normalising of few numbers enlarge roundings, and where SameDiff's own loses digits, so
   * may others.
   */
  private static double lost(INDArray theirs, INDArray ideal) {
    return theirs.dataType() == DataType.FLOAT ? 10 * difference(theirs.castTo(DataType.DOUBLE), ideal) : 0;
  }

  private static void assertAlike(String what, INDArray found, INDArray expected, double tolerance) {
    assertThat(difference(found, expected)).as(what).isLessThanOrEqualTo(tolerance);
  }

  /** The largest, relative to the largest element, or to 0.1. */
  private static double difference(INDArray found, INDArray expected) {
    assertThat(found.shape()).isEqualTo(expected.shape());
    return found.sub(expected).amaxNumber().doubleValue() / Math.max(0.1, expected.amaxNumber().doubleValue());
  }

  @Test
  void leNet() {
    check(NamedLeNet5::unplaced, DType.FLOAT32, STEPS, 5, 10, 1, 28, 28);
    check(NamedLeNet5::unplaced, DType.FLOAT64, STEPS, 2, 10, 1, 28, 28);
  }

  @Test
  void alexNet() {
    check(NamedAlexNet_Features::unplaced, DType.FLOAT32, LONG ? STEPS : 3, 2, 4096, 3, 63, 63);
  }

  /** {@code -Dashlar.long=true}: it takes several gigabytes. */
  @Test
  @EnabledIfSystemProperty(named = "ashlar.long", matches = "true")
  void vgg11() {
    check(NamedVgg11_Features::unplaced, DType.FLOAT32, STEPS, 1, 4096, 3, 32, 32);
  }

  /** ResNet-18 says how large its images are, so its layers are taken without it. */
  private static Layer resNetForSmallImages() {
    Sequential<Layer> layers = Sequential.unplaced();
    return layers.add(NamedResNet18_Features.unplaced()).add(dense(12));
  }

  @Test
  void resNet18() {
    check(ZooPlanTest::resNetForSmallImages, DType.FLOAT64, LONG ? STEPS : 2, 2, 12, 3, 40, 40);
    check(ZooPlanTest::resNetForSmallImages, DType.FLOAT32, LONG ? STEPS : 3, 2, 12, 3, 64, 64);
  }
}
