package dev.ashlar.checkpoint;

import dev.ashlar.Layer;
import dev.ashlar.NameCollisionException;
import dev.ashlar.Node;
import dev.ashlar.Parameter;
import dev.ashlar.naming.NameList;
import dev.ashlar.naming.SchemaHash;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A model's parameters and the keys that each has in files under one scheme: structural names, one
 * a path, or forms of its full name.
 *
 * @param model the model
 * @param scheme what the keys are
 * @param slots the parameters, each once, in the model's order
 */
record ModelKeys(Layer model, KeyScheme scheme, List<Slot> slots) {
  /**
   * A parameter.
   *
   * @param name stands for it in reports
   * @param parameter the parameter
   * @param keys its keys, the first one first
   */
  record Slot(String name, Parameter parameter, List<Key> keys) {}

  /**
   * A key, in parts: for each the name that it has and those that it had before, the latest first.
   *
   * @param parts of structural names the names along the path, otherwise one
   */
  record Key(List<List<String>> parts) {
    static Key of(String name) {
      return new Key(List.of(List.of(name)));
    }

    /** The name that it has. */
    String name() {
      return String.join(".", parts.stream().map(part -> part.get(0)).toList());
    }
  }

  // A path to a parameter: the names along it, and those that they were before.
  private record Path(List<List<String>> parts, Parameter parameter) {}

  /**
   * The keys of a model.
   *
   * @throws NameCollisionException if two parameters have one full name
   * @throws IllegalStateException if the scheme has full names and the model has none yet
   */
  static ModelKeys of(Layer model, KeyScheme scheme) {
    if (scheme != KeyScheme.STRUCTURAL) {
      model.collectParameters(); // finds collisions
    }
    Map<Parameter, List<Path>> paths = new IdentityHashMap<>();
    List<List<Path>> order = new ArrayList<>();
    for (Path path : paths(model.node())) {
      List<Path> same = paths.computeIfAbsent(path.parameter(), first -> new ArrayList<>());
      if (same.isEmpty()) {
        order.add(same);
      }
      same.add(path);
    }
    List<Slot> slots = order.stream().map(same -> slot(model, scheme, same)).toList();
    requireDistinct(scheme, slots);
    return new ModelKeys(model, scheme, slots);
  }

  // Without the prefix, a name can meet that of a layer that was placed elsewhere.
  private static void requireDistinct(KeyScheme scheme, List<Slot> slots) {
    Set<String> names = new HashSet<>();
    for (Slot slot : slots) {
      if (!names.add(slot.name())) {
        throw new CheckpointException(
            "two parameters have the name " + NameList.quote(slot.name()) + " among " + scheme);
      }
    }
  }

  /** The same, where the model has such keys. */
  static Optional<ModelKeys> ifAny(Layer model, KeyScheme scheme) {
    if (scheme != KeyScheme.STRUCTURAL && !model.node().isPlaced()) {
      return Optional.empty();
    }
    try {
      return Optional.of(of(model, scheme));
    } catch (NameCollisionException | CheckpointException noSuchNames) {
      return Optional.empty();
    }
  }

  private static Slot slot(Layer model, KeyScheme scheme, List<Path> paths) {
    Path first = paths.get(0);
    List<Key> keys = switch (scheme) {
      case STRUCTURAL -> paths.stream().map(path -> new Key(path.parts())).toList();
      case FULL_NAME -> List.of(fullName(first, "", ""));
      case STRIPPED -> List.of(fullName(first, "", model.prefix()));
      case EXPORTED -> List.of(fullName(first, "arg:", ""), fullName(first, "aux:", ""));
    };
    return new Slot(
        scheme == KeyScheme.EXPORTED ? first.parameter().name() : keys.get(0).name(),
        first.parameter(),
        keys);
  }

  // The parameter's own name is the only part of its full name that a declaration can have changed.
  private static Key fullName(Path path, String mark, String without) {
    String own = path.parts().get(path.parts().size() - 1).get(0);
    String name = path.parameter().name();
    String prefix = name.substring(0, name.length() - own.length());
    String kept = prefix.startsWith(without) ? prefix.substring(without.length()) : prefix;
    return new Key(List.of(path.parts().get(path.parts().size() - 1).stream()
        .map(ownName -> mark + kept + ownName)
        .toList()));
  }

  private static List<Path> paths(Node root) {
    List<Path> found = new ArrayList<>();
    collect(root, List.of(), found);
    return found;
  }

  private static void collect(Node node, List<List<String>> parts, List<Path> found) {
    node.parameters()
        .forEach((name, parameter) ->
            found.add(new Path(with(parts, List.of(history(node, name))), parameter)));
    node.children()
        .forEach((name, child) ->
            collect(child.node(), with(parts, List.of(history(node, name))), found));
  }

  private static List<String> history(Node node, String name) {
    return with(List.of(name), node.formerNames().getOrDefault(name, List.of()));
  }

  private static <T> List<T> with(List<T> list, List<T> more) {
    return Stream.concat(list.stream(), more.stream()).toList();
  }

  /** The keys that parameters are stored under, in order. */
  List<String> names() {
    return slots.stream().map(Slot::name).toList();
  }

  /** The names of the same parameters, in the same order, under another scheme. */
  List<String> names(KeyScheme other) {
    Map<Parameter, String> names = new IdentityHashMap<>();
    for (Path path : paths(model.node())) {
      names.computeIfAbsent(
          path.parameter(), first -> slot(model, other, List.of(path)).name());
    }
    return slots.stream().map(slot -> names.get(slot.parameter())).toList();
  }

  /** The versions of the model, under the empty path, and of the blocks inside it by path. */
  Map<String, Integer> versions() {
    Map<String, Integer> versions = new LinkedHashMap<>();
    collectVersions(model.node(), "", versions);
    return versions;
  }

  private static void collectVersions(Node node, String path, Map<String, Integer> versions) {
    versions.put(path, node.version());
    node.children()
        .forEach((name, child) ->
            collectVersions(child.node(), path.isEmpty() ? name : path + "." + name, versions));
  }

  /** The names that children and parameters had before, by path. */
  Map<String, List<String>> formerNames() {
    Map<String, List<String>> former = new LinkedHashMap<>();
    for (Path path : paths(model.node())) {
      for (int i = 0; i < path.parts().size(); i++) {
        List<String> history = path.parts().get(i);
        if (history.size() > 1) {
          former.put(
              new Key(path.parts().subList(0, i + 1)).name(), history.subList(1, history.size()));
        }
      }
    }
    return former;
  }

  /** The schema hash of the model as it is now. */
  String schema() {
    SchemaHash hash = new SchemaHash();
    for (Path path : paths(model.node())) {
      hash.add(
          new Key(path.parts()).name(),
          path.parameter().dtype(),
          path.parameter().shape());
    }
    return hash.toString();
  }

  /** Whether the class alone says what the parameters are, as that of a container does not. */
  boolean isDeclared() {
    return !model.node().hint().equals("sequential");
  }

  /** Whether every shape is known. */
  boolean isKnown() {
    return slots.stream().allMatch(slot -> slot.parameter().shape().isKnown());
  }

  /** The name of the model's class, as files record it. */
  String modelClass() {
    return model.getClass().getName();
  }
}
