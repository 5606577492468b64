package dev.ashlar.checkpoint;

import dev.ashlar.Layer;
import dev.ashlar.Node;
import dev.ashlar.Parameter;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A model's parameters and the keys that each has in files under one scheme: structural names, one
 * a path, or its full name.
 *
 * @param model the model
 * @param scheme what the keys are
 * @param slots the parameters, each once, in the model's order
 */
record ModelKeys(Layer model, KeyScheme scheme, List<Slot> slots) {
  /**
   * A parameter.
   *
   * @param parameter the parameter
   * @param keys its keys, the first one first
   */
  record Slot(Parameter parameter, List<String> keys) {
    /** The key that the parameter is stored under, and that stands for it in reports. */
    String name() {
      return keys.get(0);
    }
  }

  /** The keys of a model. */
  static ModelKeys of(Layer model, KeyScheme scheme) {
    List<Slot> slots = switch (scheme) {
      case STRUCTURAL -> structural(model);
      case FULL_NAME -> fullNames(model);
    };
    return new ModelKeys(model, scheme, slots);
  }

  private static List<Slot> structural(Layer model) {
    Map<Parameter, Slot> slots = new IdentityHashMap<>();
    List<Slot> ordered = new ArrayList<>();
    model.structuralParameters().forEach((name, parameter) -> {
      Slot slot = slots.get(parameter);
      if (slot == null) {
        slot = new Slot(parameter, new ArrayList<>());
        slots.put(parameter, slot);
        ordered.add(slot);
      }
      slot.keys().add(name);
    });
    return ordered;
  }

  private static List<Slot> fullNames(Layer model) {
    List<Slot> ordered = new ArrayList<>();
    model
        .collectParameters()
        .forEach(parameter -> ordered.add(new Slot(parameter, List.of(parameter.name()))));
    return ordered;
  }

  /** The keys that parameters are stored under, in order. */
  List<String> names() {
    return slots.stream().map(Slot::name).toList();
  }

  /** All keys, those of further paths too, in order. */
  Set<String> all() {
    Set<String> all = new LinkedHashSet<>();
    slots.forEach(slot -> all.addAll(slot.keys()));
    return all;
  }

  /**
   * Whether the names have every parameter's key under a scheme. Answers for models, too, whose
   * full names collide.
   */
  boolean areIn(Set<String> names, KeyScheme other) {
    return structural(model).stream()
        .allMatch(slot -> slot.keys().stream()
            .map(key -> other == KeyScheme.STRUCTURAL ? key : fullName(key))
            .anyMatch(names::contains));
  }

  private String fullName(String structuralName) {
    String[] path = structuralName.split("\\.");
    Node node = model.node();
    for (int i = 0; i < path.length - 1; i++) {
      node = node.children().get(path[i]).node();
    }
    return node.prefix() + path[path.length - 1];
  }

  /** The name of the model's class, as files record it. */
  String modelClass() {
    return model.getClass().getName();
  }
}
