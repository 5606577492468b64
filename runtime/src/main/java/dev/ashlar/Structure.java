package dev.ashlar;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a tree of layers is made of at one moment: its nodes, how often each had changed by then,
 * and each parameter's first structural name. Two are the same while nobody replaces or adds a
 * child or a parameter.
 */
final class Structure {
  private final Node[] nodes; // depth first
  private final int[] changes; // of each
  private final Map<Parameter, String> names = new IdentityHashMap<>();

  private Structure(List<Node> nodes) {
    this.nodes = nodes.toArray(Node[]::new);
    this.changes = nodes.stream().mapToInt(Node::changes).toArray();
  }

  static Structure of(Layer model) {
    List<Node> nodes = new ArrayList<>();
    collect(model.node(), nodes);
    Structure structure = new Structure(nodes);
    model
        .structuralParameters()
        .forEach((name, parameter) -> structure.names.putIfAbsent(parameter, name));
    return structure;
  }

  private static void collect(Node node, List<Node> nodes) {
    nodes.add(node);
    node.children().values().forEach(child -> collect(child.node(), nodes));
  }

  /** Whether it is the same still; asked in each call, so nothing is allocated. */
  boolean isThatOf(Layer model) {
    if (nodes[0] != model.node()) {
      return false;
    }
    for (int i = 0; i < nodes.length; i++) {
      if (nodes[i].changes() != changes[i]) {
        return false;
      }
    }
    return true;
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
