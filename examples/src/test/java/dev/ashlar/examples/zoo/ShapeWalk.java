package dev.ashlar.examples.zoo;

import dev.ashlar.Layer;
import dev.ashlar.layer.BatchNormSpec;
import dev.ashlar.layer.ParameterSpec;
import dev.ashlar.layer.SpecLayer;
import dev.ashlar.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The shapes of a model, layer by layer, from the layers' own rules: nothing is computed, and no parameter gets a value. */
final class ShapeWalk {
  private final List<String> outputs = new ArrayList<>();
  private long trained;
  private long running;
  private long multiplyAdds;
  private Shape output;

  private ShapeWalk() {}

  static ShapeWalk of(Layer model, long... input) {
    ShapeWalk walk = new ShapeWalk();
    walk.output = walk.walk("", model, Shape.of(input));
    return walk;
  }

  private Shape walk(String path, Layer layer, Shape input) {
    if (layer instanceof SpecLayer<?> known) {
      Shape result = known.spec().output(input);
      outputs.add(path + " " + result);
      for (ParameterSpec parameter : known.spec().parameters(input)) {
        if (parameter.trainable()) {
          trained += parameter.shape().elements();
        } else {
          running += parameter.shape().elements();
        }
      }
      multiplyAdds += known.spec() instanceof BatchNormSpec ? 0 : known.spec().multiplyAdds(input);
      return result;
    }
    Shape shape = input;
    for (Map.Entry<String, Layer> child : layer.children().entrySet()) {
      boolean beside = layer instanceof BasicBlock; // both of its children see its input
      Shape result =
          walk(path.isEmpty() ? child.getKey() : path + "." + child.getKey(), child.getValue(), beside ? input : shape);
      if (beside && child.getKey().equals("downsample") && !result.equals(shape)) {
        throw new AssertionError(path + ": " + shape + " and " + result + " cannot be added");
      }
      shape = result;
    }
    return shape;
  }

  /** The structural path and the output's shape of each layer that is no container. */
  List<String> outputs() {
    return outputs;
  }

  /** The output of the layer at a path. */
  String outputOf(String path) {
    return outputs.stream()
        .filter(line -> line.startsWith(path + " "))
        .findFirst()
        .orElseThrow()
        .substring(path.length() + 1);
  }

  Shape output() {
    return output;
  }

  long trained() {
    return trained;
  }

  long running() {
    return running;
  }

  /** Those of convolutions and dense layers, as the published figures count. */
  long multiplyAdds() {
    return multiplyAdds;
  }
}
