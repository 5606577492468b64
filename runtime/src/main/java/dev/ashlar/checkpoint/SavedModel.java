package dev.ashlar.checkpoint;

import dev.ashlar.file.ArrayFile;
import dev.ashlar.file.StoredArray;
import dev.ashlar.naming.NameList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a file's metadata says of the model that was saved. All keys are under {@code ashlar.}:
 *
 * <ul>
 *   <li>{@code format}: 1
 *   <li>{@code keys}: structural, full-name
 *   <li>{@code model}: the class that was saved
 *   <li>{@code version}: its version; {@code version.<path>}, those of blocks inside that are not 1
 *   <li>{@code schema}: the {@linkplain dev.ashlar.naming.SchemaHash hash} of structural names,
 *       types and shapes
 *   <li>{@code order}: the names in the model's order, a line each
 *   <li>{@code prefixed}, in a file with structural names: in the same order, the full names
 *       without the model's own prefix; {@code structural}, in a file with full names: the
 *       structural ones
 *   <li>{@code alias.<name>}: for each further path to a parameter, the name under which that is
 *       stored
 *   <li>{@code formerly.<path>}: the names that a child or parameter had before, the latest first,
 *       a line each
 * </ul>
 *
 * A file without {@code ashlar.format} is another program's, and has none of it.
 */
record SavedModel(
    Map<String, String> metadata,
    Map<String, String> aliases,
    Map<String, List<String>> formerNames) {
  private static final String FORMAT = "1";
  private static final String FORMAT_KEY = "ashlar.format";
  private static final String SCHEME_KEY = "ashlar.keys";
  private static final String MODEL_KEY = "ashlar.model";
  private static final String VERSION_KEY = "ashlar.version";
  private static final String SCHEMA_KEY = "ashlar.schema";
  private static final String ORDER_KEY = "ashlar.order";
  private static final String PREFIXED_KEY = "ashlar.prefixed";
  private static final String STRUCTURAL_KEY = "ashlar.structural";
  private static final String ALIAS_KEY = "ashlar.alias.";
  private static final String FORMERLY_KEY = "ashlar.formerly.";
  private static final String LINE_END = "\n"; // names hold no control characters

  /** The metadata of a file that holds the model. */
  static SortedMap<String, String> metadata(ModelKeys model) {
    SortedMap<String, String> metadata = new TreeMap<>();
    metadata.put(FORMAT_KEY, FORMAT);
    metadata.put(SCHEME_KEY, model.scheme().word());
    metadata.put(MODEL_KEY, model.modelClass());
    metadata.put(SCHEMA_KEY, model.schema());
    metadata.put(ORDER_KEY, String.join(LINE_END, model.names()));
    if (model.scheme() == KeyScheme.FULL_NAME) {
      metadata.put(STRUCTURAL_KEY, String.join(LINE_END, model.names(KeyScheme.STRUCTURAL)));
    } else if (model.model().node().isPlaced()) {
      metadata.put(PREFIXED_KEY, String.join(LINE_END, model.names(KeyScheme.STRIPPED)));
    }
    for (ModelKeys.Slot slot : model.slots()) {
      for (ModelKeys.Key alias : slot.keys().subList(1, slot.keys().size())) {
        metadata.put(ALIAS_KEY + alias.name(), slot.name());
      }
    }
    model.versions().forEach((path, version) -> {
      if (path.isEmpty()) {
        metadata.put(VERSION_KEY, version.toString());
      } else if (version != 1) {
        metadata.put(VERSION_KEY + "." + path, version.toString());
      }
    });
    model
        .formerNames()
        .forEach((path, names) -> metadata.put(FORMERLY_KEY + path, String.join(LINE_END, names)));
    return metadata;
  }

  /**
   * What an open file says.
   *
   * @throws CheckpointException if it contradicts itself or the file, or is of a later version
   */
  static SavedModel of(ArrayFile file) {
    Map<String, String> metadata = file.metadata();
    String format = metadata.get(FORMAT_KEY);
    if (format == null) {
      return new SavedModel(Map.of(), Map.of(), Map.of());
    }
    if (!format.equals(FORMAT)) {
      throw new CheckpointException(
          "file '" + file.path() + "' has Ashlar's format " + NameList.quote(format)
              + "; this version reads format '" + FORMAT + "': load it with a newer one");
    }
    String scheme = metadata.get(SCHEME_KEY);
    if (scheme == null || KeyScheme.ofWord(scheme).isEmpty()) {
      throw malformed(
          file,
          SCHEME_KEY + " " + (scheme == null ? "missing" : NameList.quote(scheme))
              + ", not 'structural' or 'full-name'");
    }
    Map<String, List<String>> formerNames = new LinkedHashMap<>();
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      String key = entry.getKey();
      if (key.startsWith(FORMERLY_KEY)) {
        formerNames.put(
            key.substring(FORMERLY_KEY.length()), entry.getValue().lines().toList());
      } else if (key.equals(VERSION_KEY) || key.startsWith(VERSION_KEY + ".")) {
        requireVersion(file, key, entry.getValue());
      }
    }
    return new SavedModel(metadata, aliases(file, metadata), formerNames);
  }

  private static void requireVersion(ArrayFile file, String key, String version) {
    if (!version.matches("[1-9][0-9]{0,8}")) {
      throw malformed(file, key + " " + NameList.quote(version) + ", not a version");
    }
  }

  private static Map<String, String> aliases(ArrayFile file, Map<String, String> metadata) {
    Map<String, String> aliases = new LinkedHashMap<>();
    metadata.forEach((key, stored) -> {
      if (key.startsWith(ALIAS_KEY)) {
        String alias = key.substring(ALIAS_KEY.length());
        boolean isThere = file.arrays().containsKey(stored);
        if (!isThere || file.arrays().containsKey(alias)) {
          throw malformed(
              file,
              NameList.quote(alias) + " stored as " + NameList.quote(stored) + ", but "
                  + (isThere ? "both are there" : "that is not there"));
        }
        aliases.put(alias, stored);
      }
    });
    return aliases;
  }

  private static CheckpointException malformed(ArrayFile file, String what) {
    return new CheckpointException(
        "file '" + file.path() + "' is not valid " + file.format() + ": its metadata has " + what);
  }

  /** Whether Ashlar wrote the file. */
  boolean isOurs() {
    return !metadata.isEmpty();
  }

  /** What its keys are; empty if it does not say so. */
  Optional<KeyScheme> scheme() {
    return Optional.ofNullable(metadata.get(SCHEME_KEY)).flatMap(KeyScheme::ofWord);
  }

  /** The class of the model; empty if it does not say so. */
  Optional<String> model() {
    return Optional.ofNullable(metadata.get(MODEL_KEY));
  }

  /** The schema hash; empty if it does not say so. */
  Optional<String> schema() {
    return Optional.ofNullable(metadata.get(SCHEMA_KEY));
  }

  /** The version of the model, or of the block at a path. */
  int version(String path) {
    String version = metadata.get(path.isEmpty() ? VERSION_KEY : VERSION_KEY + "." + path);
    return version == null ? 1 : Integer.parseInt(version);
  }

  /** The arrays in the model's order, as far as the metadata tell it. */
  Map<String, StoredArray> ordered(Map<String, StoredArray> arrays) {
    Map<String, StoredArray> ordered = new LinkedHashMap<>();
    metadata
        .getOrDefault(ORDER_KEY, "")
        .lines()
        .filter(arrays::containsKey)
        .forEach(name -> ordered.put(name, arrays.get(name)));
    arrays.forEach(ordered::putIfAbsent);
    return ordered;
  }
}
