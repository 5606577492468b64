package dev.ashlar.checkpoint;

import dev.ashlar.Layer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Saves a model's parameters to a file and loads them again. Files are safetensors, which other
 * programs read and write too.
 *
 * <p>The keys in a file are structural names ({@link #save}, {@link #load}: {@code hidden.weight}),
 * which are the same for every instance of a model, or full names ({@link #saveByName},
 * {@link #loadByName}: {@code mlp0_dense0_weight}), as Gluon's {@code collect_params().save} has
 * them. A parameter reached by several paths is stored once, under its first structural name; the
 * file's metadata lists the others.
 *
 * <p>A save replaces the file as a whole or not at all. A load sets all parameters or none: the
 * whole file is read and checked before the first one is set. The same content gives the same
 * bytes. The model must not be used by another thread meanwhile.
 */
public final class Checkpoint {
  private Checkpoint() {}

  /**
   * Saves all parameters by structural name.
   *
   * @param file replaced if it is there
   * @throws CheckpointException if a parameter has no value yet, or the file cannot be written
   */
  public static void save(Layer model, Path file) {
    save(ModelKeys.of(model, KeyScheme.STRUCTURAL), file);
  }

  /**
   * Saves all parameters by full name.
   *
   * @param file replaced if it is there
   * @throws CheckpointException if a parameter has no value yet, or the file cannot be written
   * @throws dev.ashlar.NameCollisionException if two parameters have one name
   * @throws IllegalStateException if the model has no name yet
   */
  public static void saveByName(Layer model, Path file) {
    save(ModelKeys.of(model, KeyScheme.FULL_NAME), file);
  }

  private static void save(ModelKeys model, Path file) {
    Objects.requireNonNull(file, "file");
    requireValues(model, file);
    Map<String, INDArray> values = new LinkedHashMap<>();
    model.slots().forEach(slot -> values.put(slot.name(), slot.parameter().value()));
    SafetensorsWriter writer = new SafetensorsWriter(values, FileIndex.metadata(model));
    try {
      AtomicFile.replace(file, writer::writeTo);
    } catch (IOException failure) {
      throw CheckpointException.io("save to", file, failure);
    }
  }

  private static void requireValues(ModelKeys model, Path file) {
    List<String> empty = model.slots().stream()
        .filter(slot -> !slot.parameter().hasValue())
        .map(ModelKeys.Slot::name)
        .toList();
    if (!empty.isEmpty()) {
      throw new CheckpointException(
          "cannot save to '" + file + "': " + empty.size() + " of "
              + model.slots().size() + " parameters have no value yet: " + NameList.brief(empty)
              + "; call Network.initialize(seed) first (unknown sizes become known with the first input)");
    }
  }

  /**
   * Loads all parameters by structural name, strictly: the file holds the model's parameters, all
   * of them and no others, with fitting shapes and equal types. Sizes that the model does not know
   * yet are learnt from the file.
   *
   * @return what was loaded
   * @throws MismatchException if the file does not fit the model
   * @throws CheckpointException if the file cannot be read, breaks the format, or holds full names
   */
  public static LoadReport load(Layer model, Path file) {
    return load(model, file, LoadOptions.strict());
  }

  /**
   * {@link #load(Layer, Path)}, as strictly as the options say; at least one parameter must match.
   */
  public static LoadReport load(Layer model, Path file, LoadOptions options) {
    return load(ModelKeys.of(model, KeyScheme.STRUCTURAL), file, options);
  }

  /**
   * Loads all parameters by full name, strictly: {@link #load(Layer, Path)} for a file that
   * {@link #saveByName} wrote from a model of the same prefix.
   *
   * @return what was loaded
   * @throws MismatchException if the file does not fit the model
   * @throws CheckpointException if the file cannot be read, breaks the format, or holds structural
   *     names
   * @throws dev.ashlar.NameCollisionException if two parameters have one name
   * @throws IllegalStateException if the model has no name yet
   */
  public static LoadReport loadByName(Layer model, Path file) {
    return loadByName(model, file, LoadOptions.strict());
  }

  /**
   * {@link #loadByName(Layer, Path)}, as strictly as the options say; at least one parameter must
   * match.
   */
  public static LoadReport loadByName(Layer model, Path file, LoadOptions options) {
    return load(ModelKeys.of(model, KeyScheme.FULL_NAME), file, options);
  }

  private static LoadReport load(ModelKeys model, Path file, LoadOptions options) {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(options, "options");
    try (SafetensorsReader reader = SafetensorsReader.open(file)) {
      FileIndex index = FileIndex.of(reader);
      index.require(model.scheme());
      Matching matching = Matching.of(model, index, options);
      try (StagedValues values = StagedValues.read(reader, index, matching)) {
        values.set();
      }
      List<String> matched = matching.pairs().stream().map(Matching.Pair::name).toList();
      return new LoadReport(file, model.scheme(), matched, matching.missing(), matching.extra());
    }
  }

  /**
   * The keys of a file, from its header alone: in the model's order if Ashlar wrote it, otherwise
   * in that of their bytes.
   *
   * @throws CheckpointException if the file cannot be read or breaks the format
   */
  public static List<String> keys(Path file) {
    try (SafetensorsReader reader = SafetensorsReader.open(file)) {
      return FileIndex.of(reader).names();
    }
  }
}
