package dev.ashlar.checkpoint;

import static dev.ashlar.layer.DenseLayer.dense;

import dev.ashlar.Layer;
import dev.ashlar.Node;
import dev.ashlar.Parameter;
import dev.ashlar.Scope;
import dev.ashlar.layer.Sequential;
import dev.ashlar.shape.DType;
import dev.ashlar.shape.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A layer that has whatever parameters and children a test gives it, and computes nothing. */
final class TestModel implements Layer {
  private final Node node = Node.of("testmodel");

  static TestModel unplaced() {
    return new TestModel();
  }

  static TestModel placed(String prefix) {
    TestModel model = new TestModel();
    model.node.place(Scope.newRoot().named(prefix));
    return model;
  }

  /** Two dense layers, 5 → 4 → 3, under a prefix. */
  static Sequential<Layer> mlp(String prefix) {
    return new Sequential<Layer>(Scope.newRoot().named(prefix))
        .add(dense(4).inUnits(5))
        .add(dense(3).inUnits(4));
  }

  /** The same, with the sizes of the inputs not known. */
  static Sequential<Layer> lazyMlp(String prefix) {
    return new Sequential<Layer>(Scope.newRoot().named(prefix)).add(dense(4)).add(dense(3));
  }

  TestModel with(String name, DType dtype, long... sizes) {
    return with(name, Shape.of(sizes), dtype);
  }

  TestModel with(String name, Shape shape, DType dtype) {
    node.parameter(name, shape, dtype, null, true);
    return this;
  }

  TestModel with(String name, Layer child) {
    node.child(name, child);
    return this;
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public SDVariable forward(SDVariable... inputs) {
    throw new UnsupportedOperationException("only its parameters are tested");
  }

  /** Sets all parameters, whose shapes are known, to values that depend on the seed. */
  static <L extends Layer> L filled(L model, long seed) {
    Random random = new Random(seed);
    model
        .structuralParameters()
        .values()
        .forEach(parameter -> parameter.set(array(parameter, random)));
    return model;
  }

  private static INDArray array(Parameter parameter, Random random) {
    double[] values = random.doubles(parameter.shape().elements(), -2, 2).toArray();
    INDArray array = Nd4j.createFromArray(values).reshape('c', parameter.shape().sizes());
    return parameter.dtype() == DType.FLOAT64 ? array : array.castTo(DataType.FLOAT);
  }

  /** What a model holds, bit by bit: shape, type and value of each parameter. */
  static Map<String, String> state(Layer model) {
    Map<String, String> state = new LinkedHashMap<>();
    model.structuralParameters().forEach((name, parameter) -> state.put(name, state(parameter)));
    return state;
  }

  private static String state(Parameter parameter) {
    StringBuilder state = new StringBuilder().append(parameter.shape()).append(parameter.dtype());
    if (parameter.hasValue()) {
      INDArray value = parameter.value().dup('c');
      state.append(value.shapeInfoToString().hashCode());
      for (long i = 0; i < value.length(); i++) {
        state.append(' ');
        if (parameter.dtype() == DType.FLOAT64) {
          state.append(Double.doubleToRawLongBits(value.data().getDouble(i)));
        } else {
          state.append(Float.floatToRawIntBits(value.data().getFloat(i)));
        }
      }
    }
    return state.toString();
  }
}
