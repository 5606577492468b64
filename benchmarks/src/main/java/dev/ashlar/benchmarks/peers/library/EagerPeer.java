package dev.ashlar.benchmarks.peers.library;

import dev.ashlar.benchmarks.peers.model.Op;
import dev.ashlar.benchmarks.peers.model.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.nd4j.enums.WeightsFormat;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * ND4J's arrays, one operation after the other, as one writes it down. It does not differentiate.
 */
public final class EagerPeer implements Peer {

  @Override
  public Optional<Work> prepare(Task task, Path directory, int threads) {
    if (task.kind() != Task.Kind.INFERENCE) {
      return Optional.empty();
    }
    Arrays arrays = Arrays.of(task, directory);
    UnaryOperator<INDArray> model = chain(task.model().ops(), arrays);
    INDArray inputs = arrays.inputs();
    return Optional.of(new Work() {
      private INDArray output;

      @Override
      public void run(int times) {
        for (int i = 0; i < times; i++) {
          output = model.apply(inputs);
        }
      }

      @Override
      public float[] result() {
        run(1);
        return Arrays.values(output);
      }
    });
  }

  private static UnaryOperator<INDArray> chain(List<Op> ops, Arrays arrays) {
    List<UnaryOperator<INDArray>> steps = new ArrayList<>();
    ops.forEach(op -> steps.add(step(op, arrays)));
    return x -> {
      INDArray y = x;
      for (UnaryOperator<INDArray> step : steps) {
        y = step.apply(y);
      }
      return y;
    };
  }

  private static UnaryOperator<INDArray> step(Op op, Arrays arrays) {
    if (op instanceof Op.Dense dense) {
      INDArray weight = arrays.of(dense.weight()).transpose().dup('f');
      INDArray bias = arrays.of(dense.bias());
      return x -> relu(dense.relu(), x.mmul(weight).addiRowVector(bias));
    }
    if (op instanceof Op.Conv conv) {
      INDArray weight = arrays.imageWeight(conv.weight());
      INDArray bias = conv.biased() ? arrays.of(conv.bias()) : null;
      Conv2DConfig config = config(conv);
      return x -> relu(
          conv.relu(),
          bias == null
              ? Nd4j.cnn().conv2d(x, weight, config)
              : Nd4j.cnn().conv2d(x, weight, bias, config));
    }
    if (op instanceof Op.BatchNorm norm) {
      INDArray mean = arrays.of(norm.mean());
      INDArray variance = arrays.of(norm.variance());
      INDArray gamma = arrays.of(norm.gamma());
      INDArray beta = arrays.of(norm.beta());
      return x -> relu(
          norm.relu(),
          Nd4j.nn().batchNorm(x, mean, variance, gamma, beta, Op.BatchNorm.EPSILON, 1));
    }
    if (op instanceof Op.MaxPool pool) {
      Pooling2DConfig config = config(pool);
      return x -> Nd4j.cnn().maxPooling2d(x, config);
    }
    if (op instanceof Op.GlobalMean) {
      return x -> x.mean(2, 3);
    }
    if (op instanceof Op.Flatten) {
      return x -> x.reshape('c', x.size(0), -1);
    }
    Op.Residual residual = (Op.Residual) op;
    UnaryOperator<INDArray> body = chain(residual.body(), arrays);
    UnaryOperator<INDArray> shortcut = chain(residual.shortcut(), arrays);
    return x -> relu(true, body.apply(x).addi(shortcut.apply(x)));
  }

  private static INDArray relu(boolean wanted, INDArray x) {
    return wanted ? Transforms.relu(x, false) : x;
  }

  static Conv2DConfig config(Op.Conv conv) {
    return Conv2DConfig.builder()
        .kH(conv.kernel())
        .kW(conv.kernel())
        .sH(conv.stride())
        .sW(conv.stride())
        .pH(conv.padding())
        .pW(conv.padding())
        .dataFormat(Conv2DConfig.NCHW)
        .weightsFormat(WeightsFormat.YXIO)
        .build();
  }

  static Pooling2DConfig config(Op.MaxPool pool) {
    return Pooling2DConfig.builder()
        .kH(pool.size())
        .kW(pool.size())
        .sH(pool.stride())
        .sW(pool.stride())
        .pH(pool.padding())
        .pW(pool.padding())
        .isNHWC(false)
        .build();
  }
}
