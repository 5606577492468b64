package dev.ashlar.checkpoint;

import dev.ashlar.Layer;
import dev.ashlar.Node;
import dev.ashlar.naming.Lineage;
import dev.ashlar.naming.LineageMatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Follows a model's former names, level by level, to what a file calls its parameters: a parameter
 * whose block, or whose block's block, was renamed is found under the path that it had.
 */
final class Renames {
  private final History history;
  private final KeyScheme scheme;
  private final Set<String> keys;
  private final Map<String, Set<String>> below = new HashMap<>(); // the file's paths, part by part
  private final Map<String, String> found = new LinkedHashMap<>();

  private Renames(History history, KeyScheme scheme, Set<String> keys) {
    this.history = history;
    this.scheme = scheme;
    this.keys = keys;
    if (scheme == KeyScheme.STRUCTURAL) {
      keys.forEach(this::addPath);
    }
    history.versions().ifPresent(versions -> versions.keySet().forEach(this::addPath));
    history.formerNames().keySet().forEach(this::addPath);
  }

  private void addPath(String path) {
    String above = path;
    while (!above.isEmpty()) {
      int dot = above.lastIndexOf('.');
      String name = above.substring(dot + 1);
      above = above.substring(0, Math.max(dot, 0));
      if (!below.computeIfAbsent(above, any -> new TreeSet<>()).add(name)) {
        return;
      }
    }
  }

  /**
   * The file's key for each of the model's keys that the file has under a former name or the
   * present one.
   *
   * @param model the model
   * @param keys the file's keys, those of further paths to a parameter too
   * @throws CheckpointException if the file holds another version of a layer, or does not tell
   *     whether a name in it is a present or a former one
   */
  static Map<String, String> of(Layer model, KeyScheme scheme, History history, Set<String> keys) {
    Renames renames = new Renames(history, scheme, keys);
    renames.visit("the model", "", "", model.node());
    return renames.found;
  }

  // Whether anything of a layer is in the file.
  private boolean visit(String layer, String path, String filePath, Node node) {
    Map<String, Lineage> members = new LinkedHashMap<>();
    node.parameters().keySet().forEach(name -> members.put(name, lineage(node, name)));
    node.children().keySet().forEach(name -> members.put(name, lineage(node, name)));
    Map<String, String> names = namesInFile(members, filePath, node);
    boolean any = false;
    for (String name : node.parameters().keySet()) {
      if (names.containsKey(name)) {
        String inFile = key(filePath, node, names.get(name));
        if (keys.contains(inFile)) {
          found.putIfAbsent(key(path, node, name), inFile);
          any = true;
        }
      }
    }
    for (Map.Entry<String, Layer> child : node.children().entrySet()) {
      String name = child.getKey();
      String childPath = History.join(path, name);
      // Of blocks, files of full names tell only what has a history.
      if (names.containsKey(name) || scheme == KeyScheme.FULL_NAME) {
        String childFilePath = History.join(filePath, names.getOrDefault(name, name));
        any |= visit(
            "'" + childPath + "'", childPath, childFilePath, child.getValue().node());
      }
    }
    if (any) {
      history.requireVersion(filePath, layer, node.version());
    }
    return any;
  }

  private static Lineage lineage(Node node, String name) {
    return Lineage.of(name, node.formerNames().getOrDefault(name, List.of()));
  }

  private String key(String path, Node node, String name) {
    return scheme == KeyScheme.STRUCTURAL ? History.join(path, name) : node.prefix() + name;
  }

  // What each member of a layer is called in the file, where it is there.
  private Map<String, String> namesInFile(
      Map<String, Lineage> members, String filePath, Node node) {
    Set<String> there = new TreeSet<>(below.getOrDefault(filePath, Set.of()));
    if (scheme == KeyScheme.FULL_NAME) {
      node.parameters().keySet().stream()
          .flatMap(name -> members.get(name).names().stream())
          .filter(name -> keys.contains(node.prefix() + name))
          .forEach(there::add);
    }
    Map<Lineage, String> past = new LinkedHashMap<>();
    there.forEach(name -> past.put(history.lineage(History.join(filePath, name)), name));
    LineageMatch match = LineageMatch.of(members.values(), past.keySet());
    Map<String, String> names = new TreeMap<>();
    List<String> unclear = new ArrayList<>();
    members.forEach((name, lineage) -> {
      Optional<String> old = match.pastOf(lineage).map(Lineage::name);
      old.ifPresent(each -> names.put(name, each));
      if (!history.isAshlars()
          && old.isPresent()
          && !old.get().equals(name)
          && there.contains(name)) {
        unclear.add(name);
      }
    });
    if (!unclear.isEmpty()) {
      throw new CheckpointException("file '" + history.file() + "' does not tell whether its '"
          + History.join(filePath, unclear.get(0))
          + "' is the one that has this name now, or the one that had it before: another program wrote the file, or"
          + " removed its metadata. Remove 'formerly' from " + node
          + " if the names in the file are the present ones");
    }
    return names;
  }
}
