package dev.ashlar.checkpoint;

import dev.ashlar.shape.DType;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says how a file and a model differ, what the likely cause is, and which call would help. The
 * first sentences are Gluon's.
 */
final class MismatchMessage {
  private static final int MOST_PREFIXES = 100;

  private final ModelKeys model;
  private final FileIndex file;
  private final Matching matching;

  MismatchMessage(ModelKeys model, FileIndex file, Matching matching) {
    this.model = model;
    this.file = file;
    this.matching = matching;
  }

  /** The file lacks parameters. */
  String missing() {
    List<String> missing = matching.missing();
    String first = missing.get(0);
    return "Parameter " + NameList.quote(first) + " is missing in file '" + file.file()
        + "', which contains "
        + parameters(file.names()) + "."
        + more("missing", missing)
        + nearest(first, matching.extra(), "there")
        + cause()
        + " To load the others only, call " + call("allowMissing") + ".";
  }

  /** The file holds more than the model has. */
  String extra() {
    List<String> extra = matching.extra();
    String first = extra.get(0);
    return "Parameter " + NameList.quote(first) + " loaded from file '" + file.file()
        + "' is not present in the model, which contains " + parameters(model.names()) + "."
        + more("in the file alone", extra)
        + nearest(first, matching.missing(), "in the model")
        + cause()
        + " To leave it out, call " + call("ignoreExtra") + ".";
  }

  /** The options allow everything, and nothing is left. */
  String nothing() {
    return "No parameter of the model is in file '" + file.file() + "', which contains "
        + parameters(file.names()) + "; the model contains " + parameters(model.names()) + "."
        + cause();
  }

  /** A type differs. */
  String type(Matching.Pair pair, TensorEntry entry) {
    DType wanted = pair.parameter().dtype();
    String text = found(entry, entry.type().printed()) + ", in the model " + wanted + ".";
    return Arrays.stream(DType.values())
        .filter(dtype -> entry.type().is(dtype))
        .findFirst()
        .map(dtype -> text + " To load it as it is, call model.collectParameters().cast(DType."
            + dtype.name() + ") first.")
        .orElse(text + " A parameter's type is one of " + Arrays.toString(DType.values()) + ".");
  }

  /** A shape differs. */
  String shape(Matching.Pair pair, TensorEntry entry) {
    return found(entry, entry.shape().toString()) + ", in the model "
        + pair.parameter().shape() + " (0: not known yet)."
        + anotherModel()
            .orElse(
                " The file is another model's, or the model's sizes have changed since it was saved.");
  }

  /** A tied weight has two values. */
  static String untied(FileIndex file, Matching.Pair pair, TensorEntry other) {
    return "Parameters " + NameList.quote(pair.entry().name()) + " and "
        + NameList.quote(other.name()) + " are one parameter in the model, but differ in file '"
        + file.file() + "': the model that was saved did not share it.";
  }

  private String found(TensorEntry entry, String what) {
    return "Parameter " + NameList.quote(entry.name()) + " is " + what + " in file '" + file.file()
        + "'";
  }

  private static String parameters(List<String> names) {
    return names.isEmpty() ? "no parameters" : "parameters: " + NameList.brief(names);
  }

  private static String more(String what, List<String> names) {
    return names.size() == 1
        ? ""
        : " " + names.size() + " are " + what + ": " + NameList.brief(names) + ".";
  }

  private static String nearest(String name, Collection<String> candidates, String where) {
    List<String> nearest = NameList.nearest(name, candidates);
    return nearest.isEmpty()
        ? ""
        : " The nearest names " + where + ": " + NameList.brief(nearest) + ".";
  }

  private String cause() {
    return switch (model.scheme()) {
      case STRUCTURAL -> otherScheme(KeyScheme.FULL_NAME).or(this::anotherModel).orElse("");
      case FULL_NAME ->
        " Please make sure source and target networks have the same prefix."
            + otherScheme(KeyScheme.STRUCTURAL)
                .or(this::otherPrefix)
                .or(this::anotherModel)
                .orElse("");
    };
  }

  // A file that does not say what its keys are, and has those of the other scheme.
  private Optional<String> otherScheme(KeyScheme other) {
    boolean askable = file.scheme().isEmpty() && model.model().node().isPlaced();
    if (!askable || model.slots().isEmpty() || !model.areIn(file.all(), other)) {
      return Optional.empty();
    }
    return Optional.of(" The file's names are the model's " + other + ": call " + other.loadCall()
        + "(model, file).");
  }

  private Optional<String> otherPrefix() {
    String prefix = model.model().prefix();
    if (matching.missing().isEmpty()
        || !model.names().stream().allMatch(known -> known.startsWith(prefix))) {
      return Optional.empty();
    }
    String first = matching.missing().get(0).substring(prefix.length());
    Set<String> there = file.all();
    return there.stream()
        .filter(found -> found.endsWith(first))
        .limit(MOST_PREFIXES)
        .map(found -> found.substring(0, found.length() - first.length()))
        .filter(other -> model.names().stream()
            .allMatch(known -> there.contains(other + known.substring(prefix.length()))))
        .findFirst()
        .map(other -> " The file's names begin with " + NameList.quote(other)
            + ", the model's with " + NameList.quote(prefix)
            + ": give the model that prefix, or save and load by structure (Checkpoint.save, Checkpoint.load), which asks"
            + " for no prefix.");
  }

  private Optional<String> anotherModel() {
    return file.model()
        .filter(saved -> !saved.equals(model.modelClass()))
        .map(saved -> " The file was saved from a " + NameList.shorten(saved) + ", the model is a "
            + model.modelClass() + ".");
  }

  private String call(String option) {
    return model.scheme().loadCall() + "(model, file, LoadOptions.strict()." + option + "())";
  }
}
