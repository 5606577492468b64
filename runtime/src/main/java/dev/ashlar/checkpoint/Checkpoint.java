package dev.ashlar.checkpoint;

import dev.ashlar.Layer;
import dev.ashlar.Parameter;
import dev.ashlar.file.ArrayFile;
import dev.ashlar.file.ArrayFileException;
import dev.ashlar.file.FileFormat;
import dev.ashlar.file.NativeArrays;
import dev.ashlar.file.StoredArray;
import dev.ashlar.naming.NameList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Saves a model's parameters to a file and loads them again. A new file's format goes by its
 * extension: {@code .params} (MXNet's), {@code .npz} (numpy's), otherwise safetensors; a file is
 * read in the format that its content has.
 *
 * <p>The keys in a file are structural names ({@link #save}: {@code hidden.weight}), which are the
 * same for every instance of a model, or full names ({@link #saveByName}:
 * {@code mlp0_dense0_weight}), as Gluon's {@code collect_params().save} has them; {@link #load}
 * reads both. A parameter reached by several paths is stored once, under its first structural name;
 * the file's metadata lists the others. The .params format has no metadata: there it is stored once
 * a path.
 *
 * <p>A save replaces the file as a whole or not at all. A load sets all parameters or none: the
 * whole file is read and checked before the first one is set. The same content gives the same
 * bytes. The model must not be used by another thread meanwhile; where one is training it, saves
 * and loads are refused.
 */
public final class Checkpoint {
  private Checkpoint() {}

  /**
   * Saves all parameters by structural name.
   *
   * @param model the model whose parameters are saved
   * @param file replaced if it is there
   * @throws CheckpointException if a parameter has no value yet, or the file cannot be written
   * @throws IllegalStateException if another thread is training the model
   */
  public static void save(Layer model, Path file) {
    save(ModelKeys.of(model, KeyScheme.STRUCTURAL), file);
  }

  /**
   * Saves all parameters by full name.
   *
   * @param model the model whose parameters are saved
   * @param file replaced if it is there
   * @throws CheckpointException if a parameter has no value yet, or the file cannot be written
   * @throws dev.ashlar.NameCollisionException if two parameters have one name
   * @throws IllegalStateException if the model has no name yet, or another thread is training it
   */
  public static void saveByName(Layer model, Path file) {
    save(ModelKeys.of(model, KeyScheme.FULL_NAME), file);
  }

  private static void save(ModelKeys model, Path file) {
    Objects.requireNonNull(file, "file");
    Parameter.atRest(parameters(model.model()), () -> {
      write(model, file);
      return file;
    });
  }

  private static Collection<Parameter> parameters(Layer model) {
    return model.structuralParameters().values();
  }

  private static void write(ModelKeys model, Path file) {
    requireValues(model, file);
    FileFormat format = FileFormat.forNew(file);
    List<StoredArray> arrays = new ArrayList<>();
    if (model.scheme() == KeyScheme.STRUCTURAL && !format.holdsMetadata()) {
      model
          .model()
          .structuralParameters()
          .forEach((name, parameter) -> arrays.add(NativeArrays.stored(name, parameter.memory())));
    } else {
      model
          .slots()
          .forEach(slot ->
              arrays.add(NativeArrays.stored(slot.name(), slot.parameter().memory())));
    }
    try {
      ArrayFile.write(file, format, arrays, SavedModel.metadata(model));
    } catch (ArrayFileException failure) {
      throw new CheckpointException(failure.getMessage(), failure);
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
   * Loads all parameters, strictly: the file holds the model's parameters, all of them and no
   * others, with fitting shapes and equal types. Sizes that the model does not know yet are learnt
   * from the file.
   *
   * <p>What the file's keys are, structural names or a form of full names, the file says, if Ashlar
   * wrote it; otherwise its names must match under one {@linkplain KeyScheme scheme} only. The
   * report says which it was.
   *
   * @param model the model whose parameters are set
   * @param file a file of any known format
   * @return what was loaded
   * @throws MismatchException if the file does not fit the model, or in more than one way
   * @throws CheckpointException if the file cannot be read or breaks its format
   * @throws IllegalStateException if another thread is training the model
   */
  public static LoadReport load(Layer model, Path file) {
    return load(model, file, LoadOptions.strict());
  }

  /**
   * {@link #load(Layer, Path)}, as strictly as the options say; at least one parameter must match.
   *
   * @param model the model whose parameters are set
   * @param file a file of any known format
   * @param options how strict
   * @return what was loaded
   */
  public static LoadReport load(Layer model, Path file, LoadOptions options) {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(options, "options");
    return Parameter.atRest(parameters(model), () -> read(model, file, options));
  }

  private static LoadReport read(Layer model, Path file, LoadOptions options) {
    try (ArrayFile arrays = ArrayFile.open(file)) {
      SavedNames names = SavedNames.of(arrays, options);
      Matching matching = Matching.of(SchemeChoice.choose(model, names, options), names, options);
      matching.require(options, names);
      try (LoadedValues values = LoadedValues.read(names, matching, options.isMapped())) {
        values.set();
      }
      return report(arrays, matching);
    } catch (ArrayFileException failure) {
      String where = failure.getMessage().contains(file.toString()) ? "" : "file '" + file + "': ";
      throw new CheckpointException(where + failure.getMessage(), failure);
    } catch (IOException failure) {
      throw new CheckpointException(
          ArrayFileException.io("read", file, failure).getMessage(), failure);
    }
  }

  /**
   * Loads all parameters by full name, strictly: {@link #load(Layer, Path)} for a file that
   * {@link #saveByName} wrote from a model of the same prefix, and for no other.
   *
   * @param model the model whose parameters are set
   * @param file a file of any known format
   * @return what was loaded
   * @throws MismatchException if the file does not fit the model
   * @throws CheckpointException if the file cannot be read, breaks its format, or says that it
   *     holds structural names
   * @throws dev.ashlar.NameCollisionException if two parameters have one name
   * @throws IllegalStateException if the model has no name yet
   */
  public static LoadReport loadByName(Layer model, Path file) {
    return loadByName(model, file, LoadOptions.strict());
  }

  /**
   * {@link #loadByName(Layer, Path)}, as strictly as the options say; at least one parameter must
   * match.
   *
   * @param model the model whose parameters are set
   * @param file a file of any known format
   * @param options how strict
   * @return what was loaded
   */
  public static LoadReport loadByName(Layer model, Path file, LoadOptions options) {
    return load(model, file, options.keys(KeyScheme.FULL_NAME));
  }

  /**
   * {@return what {@link #load(Layer, Path)} would find, without changing the model: names that
   * would match, be renamed, be missing or extra, and those with another shape or type, whatever a
   * load would say to them}
   *
   * @param model the model, which is not changed
   * @param file a file of any known format
   * @throws MismatchException if the file fits the model in more than one way
   * @throws CheckpointException if the file cannot be read or breaks its format
   */
  public static LoadReport compare(Layer model, Path file) {
    LoadOptions options = LoadOptions.strict();
    try (ArrayFile arrays = ArrayFile.open(file)) {
      SavedNames names = SavedNames.of(arrays, options);
      return report(
          arrays, Matching.of(SchemeChoice.choose(model, names, options), names, options));
    } catch (ArrayFileException failure) {
      throw new CheckpointException(failure.getMessage(), failure);
    }
  }

  private static LoadReport report(ArrayFile file, Matching matching) {
    Map<String, String> renamed = new LinkedHashMap<>();
    matching.pairs().stream()
        .filter(Matching.Pair::isRenamed)
        .forEach(pair -> renamed.put(pair.name(), pair.fileName()));
    return new LoadReport(
        file.path(),
        file.format(),
        matching.names().model().scheme(),
        names(matching, pair -> true),
        renamed,
        matching.missing(),
        matching.extra(),
        names(matching, pair -> pair.fit().reshaped()),
        names(matching, pair -> pair.fit().cast()),
        matching.leftOut());
  }

  private static List<String> names(Matching matching, Predicate<Matching.Pair> which) {
    return matching.pairs().stream().filter(which).map(Matching.Pair::name).toList();
  }

  /**
   * {@return the keys of a file, from its header alone: in the model's order if Ashlar wrote it,
   * otherwise in that of the file}
   *
   * @param file a file of any known format
   * @throws CheckpointException if the file cannot be read or breaks its format
   */
  public static List<String> keys(Path file) {
    try (ArrayFile arrays = ArrayFile.open(file)) {
      return SavedNames.of(arrays, LoadOptions.strict()).names();
    } catch (ArrayFileException failure) {
      throw new CheckpointException(failure.getMessage(), failure);
    }
  }
}
