package dev.ashlar.checkpoint;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a file holds, by name, and what its metadata says of it.
 *
 * <p>The metadata, all under {@code ashlar.}: {@code format} (1); {@code keys} (structural,
 * full-name); {@code model}, the class that was saved; {@code order}, the names in the model's
 * order, a line each; {@code alias.<name>}, for each further path to a parameter, the name under
 * which that is stored. A file without {@code ashlar.format} is another program's, and has none of
 * it.
 *
 * @param file the file
 * @param scheme what its keys are; empty if it does not say so
 * @param model the class of the model that was saved; empty if it does not say so
 * @param entries the arrays by name, in the model's order if the file tells it, otherwise in that
 *     of their bytes
 * @param aliases further names, and the name of the array that each stands for
 */
record FileIndex(
    Path file,
    Optional<KeyScheme> scheme,
    Optional<String> model,
    Map<String, TensorEntry> entries,
    Map<String, String> aliases) {
  private static final String VERSION = "1";
  private static final String FORMAT_KEY = "ashlar.format";
  private static final String SCHEME_KEY = "ashlar.keys";
  private static final String MODEL_KEY = "ashlar.model";
  private static final String ORDER_KEY = "ashlar.order";
  private static final String ALIAS_KEY = "ashlar.alias.";
  private static final String LINE_END = "\n"; // names hold no control characters

  /** The metadata of a file that holds the model. */
  static SortedMap<String, String> metadata(ModelKeys model) {
    SortedMap<String, String> metadata = new TreeMap<>();
    metadata.put(FORMAT_KEY, VERSION);
    metadata.put(SCHEME_KEY, model.scheme().word());
    metadata.put(MODEL_KEY, model.modelClass());
    metadata.put(ORDER_KEY, String.join(LINE_END, model.names()));
    for (ModelKeys.Slot slot : model.slots()) {
      for (String alias : slot.keys().subList(1, slot.keys().size())) {
        metadata.put(ALIAS_KEY + alias, slot.name());
      }
    }
    return metadata;
  }

  /**
   * The index of an open file.
   *
   * @throws CheckpointException if the metadata contradicts itself or the file, or is of a later
   *     version
   */
  static FileIndex of(SafetensorsReader reader) {
    Path file = reader.file();
    Map<String, String> metadata = reader.metadata();
    String version = metadata.get(FORMAT_KEY);
    if (version == null) {
      return new FileIndex(file, Optional.empty(), Optional.empty(), reader.entries(), Map.of());
    }
    if (!version.equals(VERSION)) {
      throw new CheckpointException(
          "file '" + file + "' has Ashlar's format " + NameList.quote(version)
              + "; this version reads format '" + VERSION + "': load it with a newer one");
    }
    return new FileIndex(
        file,
        Optional.of(scheme(file, metadata.get(SCHEME_KEY))),
        Optional.ofNullable(metadata.get(MODEL_KEY)),
        ordered(reader.entries(), metadata.getOrDefault(ORDER_KEY, "")),
        aliases(file, metadata, reader.entries()));
  }

  private static KeyScheme scheme(Path file, String word) {
    for (KeyScheme scheme : KeyScheme.values()) {
      if (scheme.word().equals(word)) {
        return scheme;
      }
    }
    throw CheckpointException.malformed(
        file,
        "its metadata has " + SCHEME_KEY + " " + (word == null ? "missing" : NameList.quote(word))
            + ", not 'structural' or 'full-name'");
  }

  private static Map<String, TensorEntry> ordered(Map<String, TensorEntry> entries, String order) {
    Map<String, TensorEntry> ordered = new LinkedHashMap<>();
    order
        .lines()
        .filter(entries::containsKey)
        .forEach(name -> ordered.put(name, entries.get(name)));
    entries.forEach(ordered::putIfAbsent);
    return ordered;
  }

  private static Map<String, String> aliases(
      Path file, Map<String, String> metadata, Map<String, TensorEntry> entries) {
    Map<String, String> aliases = new LinkedHashMap<>();
    metadata.forEach((key, stored) -> {
      if (key.startsWith(ALIAS_KEY)) {
        String alias = key.substring(ALIAS_KEY.length());
        if (!entries.containsKey(stored) || entries.containsKey(alias)) {
          throw CheckpointException.malformed(
              file,
              "its metadata says that " + NameList.quote(alias) + " is stored as "
                  + NameList.quote(stored) + ", but "
                  + (entries.containsKey(stored) ? "both are there" : "that is not there"));
        }
        aliases.put(alias, stored);
      }
    });
    return aliases;
  }

  /**
   * Checks that the file's keys are what a call takes them for.
   *
   * @throws CheckpointException if the file says that they are something else
   */
  void require(KeyScheme called) {
    if (scheme.isPresent() && scheme.get() != called) {
      KeyScheme actual = scheme.get();
      throw new CheckpointException("file '" + file + "' holds " + actual + " (" + actual.saveCall()
          + " wrote it), not " + called + ": call " + actual.loadCall() + "(model, file)");
    }
  }

  /** The array of a name, or of the name that it is an alias of; empty if there is none. */
  Optional<TensorEntry> find(String name) {
    return Optional.ofNullable(entries.get(aliases.getOrDefault(name, name)));
  }

  /** The names of the arrays. */
  List<String> names() {
    return List.copyOf(entries.keySet());
  }

  /** All names, aliases too. */
  Set<String> all() {
    Set<String> all = new LinkedHashSet<>(entries.keySet());
    all.addAll(aliases.keySet());
    return all;
  }
}
