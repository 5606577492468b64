package dev.ashlar.checkpoint;

import dev.ashlar.Parameter;
import dev.ashlar.file.ElementType;
import dev.ashlar.file.FileFormat;
import dev.ashlar.file.NativeArrays;
import dev.ashlar.file.StoredArray;
import dev.ashlar.shape.Shape;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Which array of a file is which parameter of a model's.
 *
 * @param names how the names match
 * @param pairs the parameters that have one, in the model's order
 * @param missing the names of those that have none, in the model's order
 * @param extra the file's names that no parameter has, in the file's order
 * @param leftOut the names of the parameters that the options leave out
 */
record Matching(
    NameMatch names,
    List<Pair> pairs,
    List<String> missing,
    List<String> extra,
    List<String> leftOut) {
  /**
   * A parameter and its array.
   *
   * @param name the parameter's name
   * @param key the key that the array was found for
   * @param fileName what the file calls it
   * @param parameter the parameter
   * @param arrays the array; more than one where the file stores a tied weight once a path
   * @param fit how they fit
   */
  record Pair(
      String name,
      String key,
      String fileName,
      Parameter parameter,
      List<StoredArray> arrays,
      Fit fit) {
    StoredArray array() {
      return arrays.get(0);
    }

    boolean isRenamed() {
      return !fileName.equals(key);
    }

    /** The type that the array must have. */
    ElementType type() {
      return ElementType.valueOf(parameter.dtype().name());
    }
  }

  /**
   * How an array fits a parameter before it is loaded.
   *
   * @param cast whether the type differs
   * @param reshaped whether the shape differs
   */
  record Fit(boolean cast, boolean reshaped) {}

  /** Matches a model with a file. */
  static Matching of(NameMatch names, SavedNames file, LoadOptions options) {
    List<Pair> pairs = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    for (ModelKeys.Slot slot : names.model().slots()) {
      if (options.leavesOut(slot.name())) {
        leftOut.add(slot.name());
      } else if (names.arrays(slot).isEmpty()) {
        missing.add(slot.name());
      } else {
        pairs.add(pair(names, slot, file));
      }
    }
    Set<String> extra = new LinkedHashSet<>(file.all());
    extra.removeAll(names.used());
    return new Matching(
        names, pairs, missing, extra.stream().map(file.origins()::get).toList(), leftOut);
  }

  private static Pair pair(NameMatch names, ModelKeys.Slot slot, SavedNames file) {
    ModelKeys.Key found = slot.keys().stream()
        .filter(key -> names.name(key).isPresent())
        .findFirst()
        .orElseThrow();
    List<StoredArray> arrays = names.arrays(slot);
    ElementType wanted = ElementType.valueOf(slot.parameter().dtype().name());
    Fit fit = new Fit(
        arrays.stream().anyMatch(array -> array.type() != wanted),
        arrays.stream().anyMatch(array -> !slot.parameter().shape().fits(array.shape())));
    return new Pair(
        slot.name(),
        found.name(),
        Objects.requireNonNull(file.origins().get(names.name(found).orElseThrow()), found::name),
        slot.parameter(),
        arrays,
        fit);
  }

  /**
   * Checks that they match as the options ask.
   *
   * @throws MismatchException if they do not
   */
  void require(LoadOptions options, SavedNames file) {
    MismatchMessage message = new MismatchMessage(this, file);
    new VersionCheck(this, file).failure(options).ifPresent(failure -> {
      throw mismatch(failure);
    });
    if (!missing.isEmpty() && !options.isMissingAllowed()) {
      throw mismatch(message.missing());
    }
    if (!extra.isEmpty() && !options.isExtraIgnored()) {
      throw mismatch(message.extra());
    }
    if (pairs.isEmpty() && !missing.isEmpty()) {
      throw mismatch(message.nothing());
    }
    for (Pair pair : pairs) {
      for (StoredArray array : pair.arrays()) {
        if (array.type() != pair.type() && !(options.isCast() && isNumber(array))) {
          throw mismatch(message.type(pair, array));
        }
        if (!fits(pair.parameter().shape(), array, options, file.file().format())) {
          throw mismatch(message.shape(pair, array));
        }
      }
    }
  }

  private static boolean isNumber(StoredArray array) {
    return NativeArrays.dataType(array.type()).isPresent();
  }

  // Version 2 of .params has no scalars: they come as arrays of one element.
  private static boolean fits(
      Shape wanted, StoredArray array, LoadOptions options, FileFormat format) {
    Shape found = array.shape();
    if (!found.isKnown() || found.rank() > NativeArrays.HIGHEST_RANK) {
      return false;
    }
    boolean isScalar =
        format == FileFormat.PARAMS && wanted.equals(Shape.of()) && found.equals(Shape.of(1));
    return wanted.fits(found)
        || isScalar
        || options.isReshapeAllowed() && sameElements(wanted, found);
  }

  static boolean sameElements(Shape wanted, Shape found) {
    return wanted.isKnown() && found.isKnown() && wanted.elements() == found.elements();
  }

  private MismatchException mismatch(String message) {
    return new MismatchException(message, missing, extra);
  }
}
