package dev.ashlar.checkpoint;

import dev.ashlar.Layer;
import dev.ashlar.file.ArrayFile;
import dev.ashlar.file.ArrayFileException;
import dev.ashlar.file.FileFormat;
import dev.ashlar.file.NativeArrays;
import dev.ashlar.file.StoredArray;
import dev.ashlar.train.Snapshot;
import dev.ashlar.train.SnapshotStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A training's snapshots in a safetensors file, from which it can be resumed:
 *
 * <pre>{@code
 * TrainingFile file = TrainingFile.of(model, path);
 * network.fit(data, training.snapshots(file));
 * network.fit(data, training.snapshots(file).resumeFrom(file)); // later, in another process
 * }</pre>
 *
 * <p>It holds the parameters as {@link Checkpoint#save} writes them, under their structural names,
 * so {@code Checkpoint.load(model, path, LoadOptions.strict().ignoreExtra())} loads them alone;
 * beside them {@code training/state/<name>/<part>}, the optimizer's state of a parameter,
 * {@code training/best/<name>}, the best epoch's parameters where they are kept, and in the
 * metadata, under {@code ashlar.training.}, how far the training had come. A save replaces the file
 * as a whole or not at all.
 */
public final class TrainingFile implements SnapshotStore {
  private static final String FACT = "ashlar.training.";
  private static final String STEPS = "ashlar.training-steps.";
  private static final String STATE = "training/state/";
  private static final String BEST = "training/best/";

  private final Layer model;
  private final Path file;

  private TrainingFile(Layer model, Path file) {
    this.model = model;
    this.file = file;
  }

  /**
   * {@return the file of a model's training; it need not be there yet}
   *
   * @param model the model, which has its place
   * @param file where the snapshot is, or will be
   */
  public static TrainingFile of(Layer model, Path file) {
    return new TrainingFile(Objects.requireNonNull(model, "model"), Objects.requireNonNull(file));
  }

  @Override
  public void save(Snapshot snapshot) {
    ModelKeys keys = ModelKeys.of(model, KeyScheme.STRUCTURAL);
    SortedMap<String, String> metadata = SavedModel.metadata(keys);
    snapshot.facts().forEach((name, fact) -> metadata.put(FACT + name, fact));
    List<StoredArray> arrays = new ArrayList<>();
    for (ModelKeys.Slot slot : keys.slots()) {
      String name = slot.parameter().name();
      arrays.add(NativeArrays.stored(slot.name(), slot.parameter().memory()));
      ifThere(
          snapshot.best(), name, best -> arrays.add(NativeArrays.stored(BEST + slot.name(), best)));
      ifThere(snapshot.steps(), name, steps -> metadata.put(STEPS + slot.name(), steps.toString()));
      ifThere(
          snapshot.state(),
          name,
          state -> state.forEach((part, array) ->
              arrays.add(NativeArrays.stored(STATE + slot.name() + "/" + part, array))));
    }
    try {
      ArrayFile.write(file, FileFormat.SAFETENSORS, arrays, metadata);
    } catch (ArrayFileException failure) {
      throw new CheckpointException(failure.getMessage(), failure);
    }
  }

  private static <V> void ifThere(Map<String, V> map, String key, Consumer<V> action) {
    V value = map.get(key);
    if (value != null) {
      action.accept(value);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws CheckpointException if the file cannot be read, breaks its format, or holds parameters
   *     but no training
   */
  @Override
  public Snapshot load() {
    try (ArrayFile arrays = ArrayFile.open(file)) {
      if (!arrays.metadata().containsKey(FACT + "format")) {
        throw new CheckpointException("file '" + file + "' holds no training that could be resumed;"
            + " if it holds parameters, Checkpoint.load(model, file) loads them");
      }
      return read(arrays);
    } catch (ArrayFileException failure) {
      throw new CheckpointException(failure.getMessage(), failure);
    } catch (IOException failure) {
      throw new CheckpointException(
          ArrayFileException.io("read", file, failure).getMessage(), failure);
    }
  }

  private Snapshot read(ArrayFile arrays) throws IOException {
    Map<String, String> facts = new LinkedHashMap<>();
    arrays.metadata().forEach((key, value) -> {
      if (key.startsWith(FACT)) {
        facts.put(key.substring(FACT.length()), value);
      }
    });
    TreeMap<String, INDArray> stored = new TreeMap<>();
    for (StoredArray array : arrays.arrays().values()) {
      stored.put(array.name(), NativeArrays.read(array));
    }
    Map<String, INDArray> parameters = new LinkedHashMap<>();
    Map<String, INDArray> best = new LinkedHashMap<>();
    Map<String, Integer> steps = new LinkedHashMap<>();
    Map<String, Map<String, INDArray>> state = new LinkedHashMap<>();
    for (ModelKeys.Slot slot : ModelKeys.of(model, KeyScheme.STRUCTURAL).slots()) {
      String name = slot.parameter().name();
      ifThere(stored, slot.name(), array -> parameters.put(name, array));
      ifThere(stored, BEST + slot.name(), array -> best.put(name, array));
      String seen = arrays.metadata().get(STEPS + slot.name());
      if (seen != null) {
        steps.put(name, steps(slot.name(), seen));
        state.put(name, state(stored, STATE + slot.name() + "/"));
      }
    }
    return new Snapshot(facts, parameters, best, steps, state);
  }

  private static Map<String, INDArray> state(TreeMap<String, INDArray> stored, String prefix) {
    Map<String, INDArray> parts = new LinkedHashMap<>();
    stored
        .subMap(prefix, prefix + Character.MAX_VALUE)
        .forEach((key, array) -> parts.put(key.substring(prefix.length()), array));
    return parts;
  }

  private int steps(String name, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException wrong) {
      throw new CheckpointException(
          "file '" + file + "': the steps of '" + name + "' must be a whole number, found '" + text
              + "'",
          wrong);
    }
  }

  /** The file's path. */
  @Override
  public String toString() {
    return file.toString();
  }
}
