package dev.ashlar.graph;

import static dev.ashlar.Numbers.random;

import dev.ashlar.shape.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.enums.WeightsFormat;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;

/** A random graph over images: convolutions, poolings and what stands between them. */
final class RandomImageGraph {
  final SameDiff graph = SameDiff.create();
  final List<String> words = new ArrayList<>(); // what it does
  final Map<String, INDArray> weights = new LinkedHashMap<>();
  final List<String> results = new ArrayList<>();
  final long[] shape;

  private final SplittableRandom random;
  private final DataType type;
  private final Map<String, Shape> shapes = new HashMap<>();

  RandomImageGraph(long seed, DataType type, boolean training) {
    this.random = new SplittableRandom(seed);
    this.type = type;
    shape = new long[] {
      random.nextInt(1, 4), random.nextInt(1, 20), random.nextInt(5, 14), random.nextInt(5, 14)
    };
    SDVariable x = graph.placeHolder("x", type, shape);
    words.add("images " + Shape.of(shape));
    SDVariable y = x;
    long[] size = shape;
    int steps = random.nextInt(2, 7);
    for (int i = 0; i < steps; i++) {
      y = next(y, size);
      size = sizeOf(y);
    }
    results.add(y.name());
    if (training) {
      long features = size[1] * size[2] * size[3];
      SDVariable scores = y.reshape(size[0], features).mmul(weight(features, 3));
      SDVariable loss = scores.mul(scores).mean();
      results.add(loss.name());
      results.addAll(
          Differentiation.of(loss, weights.keySet(), List.of(), Set.of(), this::shapeOf)
              .values()
              .stream()
              .distinct()
              .toList());
    }
  }

  /** The inputs' values, others each time. */
  Map<String, INDArray> values() {
    return Map.of("x", random(random.nextLong(), shape).castTo(type));
  }

  private SDVariable weight(long... size) {
    String name = "w" + weights.size();
    INDArray value = random(random.nextLong(), size).castTo(type);
    weights.put(name, value);
    return graph.var(name, value);
  }

  private Shape shapeOf(SDVariable variable) {
    return shapes.computeIfAbsent(
        variable.name(),
        name -> Shape.of(new Session(graph)
            .run(Map.of("x", random(1, shape).castTo(type)), List.of(name))
            .get(name)
            .shape()));
  }

  private long[] sizeOf(SDVariable y) {
    return shapeOf(y).sizes();
  }

  private SDVariable next(SDVariable x, long[] size) {
    switch (random.nextInt(8)) {
      case 0, 1, 2 -> {
        return convolution(x, size, random.nextInt(1, 20), random.nextInt(1, 3));
      }
      case 3 -> {
        words.add("relu");
        return graph.nn().relu(x, 0);
      }
      case 4 -> {
        words.add("sigmoid");
        return random.nextBoolean() ? graph.nn().sigmoid(x) : graph.nn().tanh(x);
      }
      case 5 -> {
        return pooling(x, size);
      }
      case 6 -> {
        words.add("norm");
        long channels = size[1];
        SDVariable variance = graph.var(
            "v" + words.size(),
            random(random.nextLong(), channels).castTo(type).mul(0.3).add(1));
        return graph
            .nn()
            .batchNorm(x, weight(channels), variance, weight(channels), weight(channels), 1e-3, 1);
      }
      default -> {
        SDVariable branch = convolution(x, size, size[1], 1);
        if (!shapeOf(branch).equals(shapeOf(x))) {
          return branch;
        }
        words.add("plus itself");
        SDVariable sum = random.nextBoolean() ? branch.add(x) : x.add(branch);
        return random.nextBoolean() ? graph.nn().relu(sum, 0) : sum;
      }
    }
  }

  private SDVariable convolution(SDVariable x, long[] size, long channels, int stride) {
    long height = random.nextLong(1, Math.min(4, size[2] + 1));
    long width = random.nextLong(1, Math.min(4, size[3] + 1));
    Conv2DConfig config = Conv2DConfig.builder()
        .kH(height)
        .kW(width)
        .sH(stride)
        .sW(random.nextInt(1, 5))
        .pH(height / 2)
        .pW(random.nextLong(0, width))
        .dH(1)
        .dW(1)
        .paddingMode(PaddingMode.VALID)
        .dataFormat(Conv2DConfig.NCHW)
        .weightsFormat(WeightsFormat.OIYX)
        .build();
    if (stride == 1) { // so that the size may stay
      config.setSW(1);
      config.setPW(width / 2);
    }
    words.add("convolution " + config);
    SDVariable weight = weight(channels, size[1], height, width);
    SDVariable y = random.nextBoolean()
        ? graph.cnn().conv2d(x, weight, weight(channels), config)
        : graph.cnn().conv2d(x, weight, config);
    if (random.nextBoolean()) {
      words.add("relu");
      return graph.nn().relu(y, 0);
    }
    return y;
  }

  private SDVariable pooling(SDVariable x, long[] size) {
    boolean largest = random.nextBoolean();
    int height = random.nextInt(1, (int) Math.min(4, size[2] + 1));
    int width = random.nextInt(1, (int) Math.min(4, size[3] + 1));
    Pooling2DConfig config = Pooling2DConfig.builder()
        .kH(height)
        .kW(width)
        .sH(random.nextInt(1, 4))
        .sW(random.nextInt(1, 4))
        .pH(largest ? random.nextInt((height + 1) / 2) : 0)
        .pW(largest ? random.nextInt((width + 1) / 2) : 0)
        .dH(1)
        .dW(1)
        .paddingMode(PaddingMode.VALID)
        .extra(1)
        .build();
    words.add((largest ? "largest " : "mean ") + config);
    return largest ? graph.cnn().maxPooling2d(x, config) : graph.cnn().avgPooling2d(x, config);
  }
}
