package dev.ashlar.checkpoint;

import dev.ashlar.file.StoredArray;
import dev.ashlar.naming.NameList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which name of a file is which key of a model's, former names included.
 *
 * <p>A key takes its own name where the file has it, otherwise the latest of its former names that
 * the file has. Where one name of the file could be two keys', as after a swap, the key is taken
 * whose names end with those that the file says it had ({@link SavedNames#continues}); where that
 * does not decide, the load is refused.
 */
final class NameMatch {
  private final ModelKeys model;
  private final SavedNames file;
  private final Map<ModelKeys.Key, String> taken = new HashMap<>();
  private final Map<ModelKeys.Key, List<String>> claims = new LinkedHashMap<>();
  private final Map<String, List<ModelKeys.Key>> claimants = new LinkedHashMap<>();
  private final Set<String> prefixes = new HashSet<>();

  private NameMatch(ModelKeys model, SavedNames file) {
    this.model = model;
    this.file = file;
    for (String name : file.all()) {
      for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
        prefixes.add(name.substring(0, dot));
      }
    }
  }

  /**
   * Matches the names.
   *
   * @throws CheckpointException if a name could be two keys'
   */
  static NameMatch of(ModelKeys model, SavedNames file) {
    NameMatch match = new NameMatch(model, file);
    match.claim();
    match.takeUncontested();
    match.decide();
    match.takeUncontested();
    match.takeFirst();
    return match;
  }

  ModelKeys model() {
    return model;
  }

  /** The file's name for a key; empty if it has none. */
  Optional<String> name(ModelKeys.Key key) {
    return Optional.ofNullable(taken.get(key));
  }

  /** The arrays of a parameter: more than one where the file stores a tied weight once a path. */
  List<StoredArray> arrays(ModelKeys.Slot slot) {
    Set<StoredArray> found = new LinkedHashSet<>();
    slot.keys().forEach(key -> name(key).flatMap(file::find).ifPresent(found::add));
    return List.copyOf(found);
  }

  /** The names that are some key's. */
  Set<String> used() {
    return new HashSet<>(taken.values());
  }

  /** How many parameters have an array. */
  long hits() {
    return model.slots().stream().filter(slot -> !arrays(slot).isEmpty()).count();
  }

  /** Whether every parameter that has an array here has the same ones there. */
  boolean isPartOf(NameMatch other) {
    Map<Object, List<StoredArray>> there = new IdentityHashMap<>();
    other.model.slots().forEach(slot -> there.put(slot.parameter(), other.arrays(slot)));
    return model.slots().stream()
        .allMatch(
            slot -> arrays(slot).isEmpty() || arrays(slot).equals(there.get(slot.parameter())));
  }

  private void claim() {
    for (ModelKeys.Slot slot : model.slots()) {
      for (ModelKeys.Key key : slot.keys()) {
        List<String> names = new ArrayList<>();
        find(key, 0, "", true, names);
        claims.put(key, names);
        names.forEach(
            name -> claimants.computeIfAbsent(name, first -> new ArrayList<>()).add(key));
      }
    }
  }

  // The key's names that the file has: its own first, then by the latest former names.
  private void find(ModelKeys.Key key, int part, String path, boolean isOwn, List<String> names) {
    if (part == key.parts().size()) {
      if (file.contains(path)
          && (isOwn || !file.given().contains(path))
          && !names.contains(path)) { // a name that came back is one of old too
        names.add(path);
      }
      return;
    }
    if (part > 0 && !prefixes.contains(path)) {
      return;
    }
    List<String> history = key.parts().get(part);
    for (int i = 0; i < history.size(); i++) {
      find(
          key,
          part + 1,
          part == 0 ? history.get(i) : path + "." + history.get(i),
          isOwn && i == 0,
          names);
    }
  }

  // Keys whose own name nobody else asks for; each that is settled may settle others.
  private void takeUncontested() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (ModelKeys.Key key : List.copyOf(claims.keySet())) {
        if (names(key).contains(key.name()) && keys(key.name()).size() == 1) {
          take(key, key.name());
          changed = true;
        }
      }
    }
  }

  private void decide() {
    for (String name : List.copyOf(claimants.keySet())) {
      List<ModelKeys.Key> asking = keys(name);
      if (asking.size() > 1) {
        List<ModelKeys.Key> fitting =
            asking.stream().filter(key -> continues(name, key)).toList();
        if (fitting.size() != 1 || !file.saved().isOurs()) {
          throw ambiguous(name, asking);
        }
        take(fitting.get(0), name);
      }
    }
  }

  private boolean continues(String name, ModelKeys.Key key) {
    List<String> path =
        model.scheme() == KeyScheme.STRUCTURAL ? List.of(name.split("\\.")) : List.of(name);
    for (int i = 0; i < path.size(); i++) {
      if (!file.continues(path.subList(0, i + 1), key.parts().get(i))) {
        return false;
      }
    }
    return true;
  }

  // The names that a key, not taken yet, can take.
  private List<String> names(ModelKeys.Key key) {
    return Objects.requireNonNull(claims.get(key), key::name);
  }

  // The keys that can take a name.
  private List<ModelKeys.Key> keys(String name) {
    return Objects.requireNonNull(claimants.get(name), name);
  }

  private void takeFirst() {
    for (ModelKeys.Slot slot : model.slots()) {
      for (ModelKeys.Key key : slot.keys()) {
        List<String> names = claims.getOrDefault(key, List.of());
        if (!names.isEmpty()) {
          take(key, names.get(0));
        }
      }
    }
  }

  private void take(ModelKeys.Key key, String name) {
    taken.put(key, name);
    for (String claimed : names(key)) {
      keys(claimed).remove(key);
    }
    claims.remove(key);
    for (ModelKeys.Key other : claimants.getOrDefault(name, Collections.emptyList())) {
      names(other).remove(name);
    }
    claimants.put(name, new ArrayList<>());
  }

  private CheckpointException ambiguous(String name, List<ModelKeys.Key> asking) {
    String one = asking.get(0).name();
    String other = asking.get(1).name();
    return new MismatchException(
        "Parameter " + NameList.quote(name) + " of file '" + file.file().path() + "' could be "
            + NameList.quote(one) + " or " + NameList.quote(other)
            + " of the model, which declare former names, and the file does not tell which. Say it:"
            + " Checkpoint.load(model, file, LoadOptions.strict().rename(Map.of(\"" + name
            + "\", \""
            + one + "\"))), or \"" + other + "\".",
        List.of(),
        List.of());
  }
}
