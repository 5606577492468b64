package dev.ashlar.checkpoint;

import dev.ashlar.Layer;
import dev.ashlar.Node;
import dev.ashlar.naming.Lineage;
import dev.ashlar.naming.NameRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a file's metadata says of the past of what it holds.
 *
 * <p>{@code ashlar.version}: for each layer whose {@linkplain Node#version() version} is not 1, a
 * line of its structural path, empty for the model itself, and the version.
 * {@code ashlar.formerly}: for each child and parameter that had other names, a line of its path
 * and those names, the latest first. Within a line, tabs. A model without either has no such entry.
 *
 * @param file the file
 * @param versions the versions that are not 1, by path; empty for a file of another program, which
 *     says nothing of versions
 * @param formerNames former names by path, the latest first
 */
record History(
    Path file, Optional<Map<String, Integer>> versions, Map<String, List<String>> formerNames) {
  private static final String VERSION_KEY = "ashlar.version";
  private static final String FORMERLY_KEY = "ashlar.formerly";
  private static final int FIRST_VERSION = 1;
  private static final String TAB = "\t"; // names hold no control characters
  private static final String LINE_END = "\n";

  /** The entries of the metadata of a file that holds the model. */
  static SortedMap<String, String> metadata(Layer model) {
    List<String> versions = new ArrayList<>();
    List<String> formerNames = new ArrayList<>();
    collect("", model.node(), versions, formerNames);
    SortedMap<String, String> metadata = new TreeMap<>();
    if (!versions.isEmpty()) {
      metadata.put(VERSION_KEY, String.join(LINE_END, versions));
    }
    if (!formerNames.isEmpty()) {
      metadata.put(FORMERLY_KEY, String.join(LINE_END, formerNames));
    }
    return metadata;
  }

  private static void collect(
      String path, Node node, List<String> versions, List<String> formerNames) {
    if (node.version() != FIRST_VERSION) {
      versions.add(path + TAB + node.version());
    }
    node.formerNames().forEach((name, former) -> {
      if (!former.isEmpty()) {
        formerNames.add(join(path, name) + TAB + String.join(TAB, former));
      }
    });
    node.children()
        .forEach((name, child) -> collect(join(path, name), child.node(), versions, formerNames));
  }

  static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /**
   * The history that a file tells.
   *
   * @param isAshlars whether this library wrote the file; what others write has no history
   * @throws CheckpointException if it makes no sense
   */
  static History of(Path file, boolean isAshlars, Map<String, String> metadata) {
    if (!isAshlars) {
      return new History(file, Optional.empty(), Map.of());
    }
    Map<String, Integer> versions = new TreeMap<>();
    for (String line : lines(metadata, VERSION_KEY)) {
      int tab = line.lastIndexOf(TAB);
      versions.put(line.substring(0, Math.max(tab, 0)), version(file, line, tab));
    }
    Map<String, List<String>> formerNames = new TreeMap<>();
    for (String line : lines(metadata, FORMERLY_KEY)) {
      List<String> parts = List.of(line.split(TAB, -1));
      formerNames.put(parts.get(0), checked(file, parts));
    }
    return new History(file, Optional.of(versions), formerNames);
  }

  private static List<String> lines(Map<String, String> metadata, String key) {
    return Optional.ofNullable(metadata.get(key))
        .map(text -> List.of(text.split(LINE_END, -1)))
        .orElse(List.of());
  }

  private static int version(Path file, String line, int tab) {
    try {
      int version = Integer.parseInt(line.substring(tab + 1));
      if (tab >= 0 && version >= FIRST_VERSION) {
        return version;
      }
    } catch (NumberFormatException refused) { // said below
    }
    throw malformed(file, VERSION_KEY);
  }

  private static List<String> checked(Path file, List<String> parts) {
    String name = parts.get(0).substring(parts.get(0).lastIndexOf('.') + 1);
    List<String> former = parts.subList(1, parts.size());
    try {
      former.forEach(NameRule::checkPart);
      Lineage.of(NameRule.checkPart(name), former);
      return former;
    } catch (IllegalArgumentException refused) {
      throw malformed(file, FORMERLY_KEY);
    }
  }

  private static CheckpointException malformed(Path file, String key) {
    return new CheckpointException("file '" + file + "': its metadata " + key
        + " is not what this library writes; another program has changed it");
  }

  /** Whether this library wrote the file. */
  boolean isAshlars() {
    return versions.isPresent();
  }

  /** What the thing at a path of the file was and is called in its layer. */
  Lineage lineage(String path) {
    return Lineage.of(
        path.substring(path.lastIndexOf('.') + 1), formerNames.getOrDefault(path, List.of()));
  }

  /**
   * Checks that the layer at a path of the file is of a version.
   *
   * @param path its path in the file
   * @param layer the layer that is to take its values
   * @param version the layer's version
   * @throws CheckpointException if the file's is another
   */
  void requireVersion(String path, String layer, int version) {
    if (versions.isEmpty()) {
      return;
    }
    int saved = versions.get().getOrDefault(path, FIRST_VERSION);
    if (saved == version) {
      return;
    }
    String found = "file '" + file + "' holds version " + saved + " of " + layer
        + "; the model's is version " + version + ", ";
    throw new CheckpointException(
        saved < version
            ? found
                + "which declares that older files do not fit: load the file with the program that saved it,"
                + " or train the model anew"
            : found + "which is older: load the file with a program of version " + saved);
  }
}
