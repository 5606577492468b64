package dev.ashlar;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a tree of layers is made of at one moment: the things themselves, and each parameter's first
 * structural name. Two are the same while nobody replaces or adds a child.
 */
final class Structure {
  private final List<Object> things = new ArrayList<>(); // compared by identity
  private final Map<Parameter, String> names = new IdentityHashMap<>();

  private Structure() {}

  static Structure of(Layer model) {
    Structure structure = new Structure();
    structure.collect(model);
    model
        .structuralParameters()
        .forEach((name, parameter) -> structure.names.putIfAbsent(parameter, name));
    return structure;
  }

  private void collect(Layer layer) {
    things.add(layer);
    things.addAll(layer.node().parameters().values());
    layer.node().children().values().forEach(this::collect);
  }

  boolean isThatOf(Layer model) {
    return endOf(model, 0) == things.size();
  }

  /** Where the things of a layer end if they begin at {@code place}; -1 if they are others. */
  private int endOf(Layer layer, int place) {
    int next = place;
    if (!isAt(next++, layer)) {
      return -1;
    }
    for (Parameter parameter : layer.node().parameters().values()) {
      if (!isAt(next++, parameter)) {
        return -1;
      }
    }
    for (Layer child : layer.node().children().values()) {
      next = endOf(child, next);
      if (next < 0) {
        return -1;
      }
    }
    return next;
  }

  private boolean isAt(int place, Object thing) {
    return place < things.size() && things.get(place) == thing;
  }

  /**
   * The first structural name of a parameter.
   *
   * @throws IllegalStateException if the tree does not hold it
   */
  String nameOf(Parameter parameter) {
    String name = names.get(parameter);
    if (name == null) {
      throw new IllegalStateException("the model's forward uses " + parameter
          + ", which belongs to none of its layers: make the layer that has it a child");
    }
    return name;
  }
}
