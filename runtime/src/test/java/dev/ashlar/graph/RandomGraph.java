package dev.ashlar.graph;

import dev.ashlar.shape.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A graph of operations chosen at random, with weights, and a scalar that depends on them. */
final class RandomGraph {
  private static final int OPERATIONS = 12;
  private static final int LARGEST = 6;

  final SameDiff graph = SameDiff.create();
  final Map<String, INDArray> weights = new LinkedHashMap<>();
  final Map<String, String> gradients; // by the weights' names
  final List<String> results = new ArrayList<>();
  final List<String> words = new ArrayList<>(); // what was built, for messages
  private final SplittableRandom random;
  private final DataType type;
  private final List<SDVariable> variables = new ArrayList<>();
  private final Map<String, long[]> shapes = new LinkedHashMap<>();
  private final Map<String, long[]> inputs = new LinkedHashMap<>();

  RandomGraph(long seed, DataType type) {
    this.random = new SplittableRandom(seed);
    this.type = type;
    for (int i = 0; i <= random.nextInt(2); i++) {
      long[] shape = {size(), size()};
      inputs.put("x" + i, shape);
      note("input", graph.placeHolder("x" + i, type, shape), shape);
    }
    for (int i = 0; i < OPERATIONS; i++) {
      operation();
    }
    SDVariable last = variables.get(variables.size() - 1);
    SDVariable scalar = last.mul(last).mean();
    if (random.nextBoolean()) {
      scalar = scalar.add(anyVariable().mean());
    }
    results.add(scalar.name());
    results.add(last.name());
    results.add(anyVariable().name());
    gradients = Differentiation.of(
        scalar, weights.keySet(), List.of(), Set.of(), v -> Shape.of(shapeOf(v.name())));
    gradients.values().stream().filter(name -> !results.contains(name)).forEach(results::add);
    Collections.sort(results);
    for (int i = 1; i < results.size(); i++) {
      if (results.get(i).equals(results.get(i - 1))) {
        results.remove(i--);
      }
    }
  }

  Map<String, INDArray> values() {
    Map<String, INDArray> values = new LinkedHashMap<>();
    inputs.forEach((name, shape) -> values.put(name, array(shape)));
    return values;
  }

  private long[] shapeOf(String name) {
    return shapes.computeIfAbsent(
        name,
        unknown ->
            new Session(graph).run(values(), List.of(unknown)).get(unknown).shape());
  }

  private long size() {
    return 1 + random.nextInt(LARGEST);
  }

  private INDArray array(long... shape) {
    long length = 1;
    for (long size : shape) {
      length *= size;
    }
    double[] values = new double[(int) length];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextDouble(-1, 1);
    }
    return Nd4j.create(values, shape, type);
  }

  private SDVariable weight(long... shape) {
    String name = "w" + weights.size();
    weights.put(name, array(shape));
    shapes.put(name, shape);
    return graph.var(name, weights.get(name));
  }

  private SDVariable anyVariable() {
    return variables.get(random.nextInt(variables.size()));
  }

  private void note(String word, SDVariable variable, long... shape) {
    variables.add(variable);
    shapes.put(variable.name(), shape);
    words.add(word + " -> " + variable.name() + Arrays.toString(shape));
  }

  private void operation() {
    SDVariable x = random.nextInt(3) == 0 ? anyVariable() : variables.get(variables.size() - 1);
    long[] shape = shapes.get(x.name());
    int rank = shape.length;
    switch (random.nextInt(rank == 2 ? 22 : 16)) {
      case 0 -> note("relu", graph.nn().relu(x, 0), shape);
      case 1 -> note("tanh", graph.nn().tanh(x), shape);
      case 2 -> note("sigmoid", graph.nn().sigmoid(x), shape);
      case 3 -> note("exp", graph.math().exp(graph.nn().tanh(x)), shape);
      case 4 -> note("scalar", x.mul(0.7).add(0.1), shape);
      case 5 -> note("weight", x.add(weight(shape)), shape);
      case 6 -> note("product", x.mul(weight(shape)), shape);
      case 7 -> note("row", x.add(weight(shape[rank - 1])), shape);
      case 8 -> note("quotient", x.div(graph.math().exp(graph.nn().tanh(weight(shape)))), shape);
      case 9 -> {
        int axis = random.nextInt(rank);
        note("centered", x.sub(x.mean(true, axis)), shape);
      }
      case 10 -> {
        int axis = random.nextInt(rank);
        note("scaled", x.div(graph.math().exp(graph.nn().tanh(x)).sum(true, axis)), shape);
      }
      case 11 -> note("softmax", graph.nn().softmax(x, rank - 1), shape);
      case 12 -> note("square", graph.math().square(x).sub(x), shape);
      case 13 -> note("same", graph.identity(x), shape);
      case 14 -> {
        long[] flat = {product(shape) / shape[rank - 1], shape[rank - 1]};
        note("flat", x.reshape(flat), flat);
      }
      case 15 -> {
        if (rank < 4 && product(shape) > 1) { // ND4J gives one element no further dimension
          long[] longer = Arrays.copyOf(shape, rank + 1);
          longer[rank] = 1;
          note("deeper", graph.expandDims(x, rank), longer);
        } else {
          note("flat", x.reshape(1, product(shape)), 1, product(shape));
        }
      }
      case 16, 17 -> {
        long units = size();
        SDVariable y = x.mmul(graph.permute(weight(units, shape[1]), 1, 0));
        if (random.nextBoolean()) {
          y = y.add(weight(units));
        }
        note("dense", random.nextBoolean() ? graph.nn().relu(y, 0) : y, shape[0], units);
      }
      case 18 -> {
        long units = size();
        note("matrix", x.mmul(weight(shape[1], units)), shape[0], units);
      }
      case 19 -> note("transposed", graph.permute(x, 1, 0), shape[1], shape[0]);
      case 20 -> note("left", graph.permute(x, 1, 0).mmul(weight(shape[0], 3)), shape[1], 3);
      default -> note("twice", graph.concat(1, x, x.mul(2)), shape[0], 2 * shape[1]);
    }
  }

  private static long product(long... shape) {
    long product = 1;
    for (long size : shape) {
      product *= size;
    }
    return product;
  }
}
