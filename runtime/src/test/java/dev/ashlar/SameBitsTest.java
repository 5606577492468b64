package dev.ashlar;

import static dev.ashlar.layer.BatchNormLayer.batchNorm;
import static dev.ashlar.layer.Conv2DLayer.conv2D;
import static dev.ashlar.layer.DenseLayer.dense;
import static dev.ashlar.layer.LayerNormLayer.layerNorm;
import static dev.ashlar.layer.MaxPool2DLayer.maxPool2D;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.layer.Activation;
import dev.ashlar.layer.Sequential;
import dev.ashlar.shape.DType;
import dev.ashlar.train.Training;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * With as many threads the same bits come in every run: at sizes where several threads share the
 * products, convolutions and reductions, in one process and in another, on one Java thread and on
 * several at once.
 */
class SameBitsTest {
  private static final int BATCH = 24;
  private static final int STEPS = 2;
  private static final int CALLERS = 3;
  private static final int MIXED_RUNS = 100; // without turns some of float64's differ

  private static Sequential<Layer> model(DType dtype) {
    Sequential<Layer> layers = new Sequential<>(Scope.newRoot());
    layers.add(conv2D(16, 3).padding(1).activation(Activation.RELU));
    layers.add(batchNorm());
    layers.add(maxPool2D());
    layers.add(conv2D(24, 3).activation(Activation.TANH));
    layers.add(dense(300).activation(Activation.RELU));
    layers.add(layerNorm());
    layers.add(dense(200).activation(Activation.SIGMOID));
    layers.add(dense(10));
    layers.collectParameters().cast(dtype);
    return layers;
  }

  private static INDArray images(DType dtype) {
    return Numbers.random(5, BATCH, 3, 12, 12)
        .castTo(dtype == DType.FLOAT32 ? DataType.FLOAT : DataType.DOUBLE);
  }

  /** Trains from the same values, predicts before and after, and tells every number. */
  private static List<INDArray> numbers(DType dtype) {
    List<INDArray> all = new ArrayList<>();
    try (Network network = Network.of(model(dtype)).initialize(2)) {
      INDArray x = images(dtype);
      INDArray labels = Numbers.random(6, BATCH, 10).castTo(x.dataType());
      all.add(network.output(x));
      DataSet[] batches = new DataSet[STEPS];
      Arrays.fill(batches, new DataSet(x, labels));
      network.fit(DataSets.of(batches), Training.adam(1e-3).progress(false));
      all.add(network.output(x));
      network.model().collectParameters().forEach(parameter -> all.add(parameter.copy()));
    }
    return all;
  }

  private static int hash(List<INDArray> arrays) {
    int hash = 0;
    for (INDArray array : arrays) {
      hash = 31 * hash + Arrays.hashCode(Numbers.values(array));
    }
    return hash;
  }

  /** Prints the hashes of all numbers, in float32 and float64. */
  public static final class Program {
    private Program() {}

    public static void main(String[] arguments) {
      for (DType dtype : DType.values()) {
        System.out.println(hash(numbers(dtype)));
      }
    }
  }

  private static String otherProcess() throws Exception {
    Process process = new ProcessBuilder(FreshJvm.command(Program.class))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
    return new String(
        process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
  }

  @Test
  void twoProcessesComeToTheSameBits() throws Exception {
    String first = otherProcess();
    assertThat(first.lines()).hasSize(DType.values().length);
    assertThat(otherProcess()).isEqualTo(first);
  }

  @ParameterizedTest
  @EnumSource
  void networksComeToTheSameBits(DType dtype) {
    int first = hash(numbers(dtype));
    for (int i = 0; i < 2; i++) {
      assertThat(hash(numbers(dtype))).isEqualTo(first);
    }
  }

  @ParameterizedTest
  @EnumSource
  void severalThreadsComeToTheSameBits(DType dtype) throws Exception {
    try (Network network = Network.of(model(dtype)).initialize(2)) {
      INDArray x = images(dtype);
      int expected = hash(List.of(network.output(x)));
      ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
      try {
        List<Future<Integer>> found = new ArrayList<>();
        for (int i = 0; i < 4 * CALLERS; i++) {
          found.add(threads.submit(() -> hash(List.of(network.output(x)))));
        }
        for (Future<Integer> each : found) {
          assertThat(each.get()).isEqualTo(expected);
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }

  /** One that OpenBLAS sums up otherwise with another number of threads, in float64. */
  private static Network denseLayers(DType dtype) {
    Sequential<Layer> layers = new Sequential<>(Scope.newRoot());
    layers.add(dense(300).activation(Activation.TANH));
    layers.add(dense(200).activation(Activation.TANH));
    layers.add(dense(10));
    layers.collectParameters().cast(dtype);
    return Network.of(layers).initialize(3);
  }

  @Test
  void bothTypesAtOnceComeToTheSameBits() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(DType.values().length);
    try {
      List<Future<Integer>> different = new ArrayList<>();
      for (DType dtype : DType.values()) {
        Network network = denseLayers(dtype);
        INDArray x = Numbers.random(7, 64, 513)
            .castTo(dtype == DType.FLOAT32 ? DataType.FLOAT : DataType.DOUBLE);
        int expected = hash(List.of(network.output(x)));
        different.add(threads.submit(() -> {
          int count = 0;
          for (int i = 0; i < MIXED_RUNS; i++) {
            count += hash(List.of(network.output(x))) == expected ? 0 : 1;
          }
          return count;
        }));
      }
      for (Future<Integer> each : different) {
        assertThat(each.get()).isZero();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
