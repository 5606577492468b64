package dev.ashlar.checkpoint;

import dev.ashlar.file.ArrayFile;
import dev.ashlar.file.StoredArray;
import dev.ashlar.naming.NameList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a file holds, by name, as the load's options rename it.
 *
 * @param file the file
 * @param saved what the file says of itself
 * @param arrays the arrays by name, in the model's order if the file tells it, otherwise in that of
 *     the file
 * @param origins what the file itself calls each name
 * @param aliases further names, and the name of the array that each stands for
 * @param given those names that the options gave, for which former names are not asked
 */
record SavedNames(
    ArrayFile file,
    SavedModel saved,
    Map<String, StoredArray> arrays,
    Map<String, String> origins,
    Map<String, String> aliases,
    Set<String> given) {
  /**
   * The names of an open file.
   *
   * @throws CheckpointException if the metadata contradicts itself or the file, is of a later
   *     version, or the options rename what is not there, or two names to one
   */
  static SavedNames of(ArrayFile file, LoadOptions options) {
    SavedModel saved = SavedModel.of(file);
    Set<String> all = new LinkedHashSet<>(file.arrays().keySet());
    all.addAll(saved.aliases().keySet());
    for (String name : options.renamed().keySet()) {
      if (!all.contains(name)) {
        throw new CheckpointException("rename names " + NameList.quote(name) + ", which file '"
            + file.path() + "' does not hold"
            + NameList.nearestSentence(name, all, "there"));
      }
    }
    Map<String, String> renamed = new LinkedHashMap<>();
    Map<String, String> origins = new LinkedHashMap<>();
    Set<String> given = new HashSet<>();
    for (String name : all) {
      String to = options.renamed(name);
      if (origins.putIfAbsent(to, name) != null) {
        throw new CheckpointException("rename makes " + NameList.quote(to) + " of both "
            + NameList.quote(origins.get(to)) + " and " + NameList.quote(name));
      }
      renamed.put(name, to);
      if (!to.equals(name) || options.renamed().containsKey(name)) {
        given.add(to);
      }
    }
    Map<String, StoredArray> arrays = new LinkedHashMap<>();
    saved.ordered(file.arrays()).forEach((name, array) -> arrays.put(renamed.get(name), array));
    Map<String, String> aliases = new LinkedHashMap<>();
    saved.aliases().forEach((alias, name) -> aliases.put(renamed.get(alias), renamed.get(name)));
    return new SavedNames(file, saved, arrays, origins, aliases, given);
  }

  /** The array of a name, or of the name that it is an alias of; empty if there is none. */
  Optional<StoredArray> find(String name) {
    return Optional.ofNullable(arrays.get(aliases.getOrDefault(name, name)));
  }

  boolean contains(String name) {
    return arrays.containsKey(name) || aliases.containsKey(name);
  }

  /** The names of the arrays. */
  List<String> names() {
    return List.copyOf(arrays.keySet());
  }

  /** All names, aliases too. */
  Set<String> all() {
    Set<String> all = new LinkedHashSet<>(arrays.keySet());
    all.addAll(aliases.keySet());
    return all;
  }

  /**
   * Whether an element of a path may be one that had these names: what the file says of the names
   * that it had before is how these end. A file that does not say is not known to contradict.
   *
   * @param path the file's path of names down to the element
   * @param history the names that the model's element has and had, the latest first
   */
  boolean continues(List<String> path, List<String> history) {
    if (!saved.isOurs()) {
      return true;
    }
    List<String> before = new ArrayList<>();
    before.add(path.get(path.size() - 1));
    before.addAll(saved.formerNames().getOrDefault(String.join(".", path), List.of()));
    int from = history.size() - before.size();
    return from >= 0 && history.subList(from, history.size()).equals(before);
  }
}
