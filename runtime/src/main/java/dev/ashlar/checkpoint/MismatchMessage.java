package dev.ashlar.checkpoint;

import dev.ashlar.file.NativeArrays;
import dev.ashlar.file.StoredArray;
import dev.ashlar.naming.NameList;
import dev.ashlar.shape.DType;
import java.util.Arrays;
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
  private final SavedNames file;
  private final Matching matching;

  MismatchMessage(Matching matching, SavedNames file) {
    this.model = matching.names().model();
    this.file = file;
    this.matching = matching;
  }

  /** The file lacks parameters. */
  String missing() {
    List<String> missing = matching.missing();
    String first = missing.get(0);
    return "Parameter " + NameList.quote(first) + " is missing in " + theFile()
        + ", which contains " + parameters(file.names()) + "."
        + more("missing", missing)
        + NameList.nearestSentence(first, matching.extra(), "there")
        + helpFor(first);
  }

  private String helpFor(String missing) {
    String likely = cause() + renaming();
    if (!matching.pairs().isEmpty()) {
      return likely + " To load the others only, call " + call("allowMissing") + ".";
    }
    return likely.contains("call ") || matching.extra().isEmpty()
        ? likely
        : likely
            + " None of the model's names is there. If they are the model's parameters, say which is which: call "
            + model
                .scheme()
                .loadCallWith(".rename(Map.of(\""
                    + NameList.shorten(matching.extra().get(0)) + "\", \"" + missing + "\", ...))")
            + ".";
  }

  /** The file holds more than the model has. */
  String extra() {
    List<String> extra = matching.extra();
    String first = extra.get(0);
    return "Parameter " + NameList.quote(first) + " loaded from " + theFile()
        + " is not present in the model, which contains " + parameters(model.names()) + "."
        + more("in the file alone", extra)
        + NameList.nearestSentence(first, matching.missing(), "in the model")
        + cause()
        + " To leave it out, call " + call("ignoreExtra") + ".";
  }

  /** The options allow everything, and nothing is left. */
  String nothing() {
    return "No parameter of the model is in " + theFile() + ", which contains "
        + parameters(file.names()) + "; the model contains " + parameters(model.names()) + "."
        + cause();
  }

  /** A type differs. */
  String type(Matching.Pair pair, StoredArray array) {
    DType wanted = pair.parameter().dtype();
    String text = found(array, array.type().toString()) + ", in the model " + wanted + ".";
    if (NativeArrays.dataType(array.type()).isEmpty()) {
      return text + " ND4J has no such type.";
    }
    String cast = " To turn it into the model's type, call " + call("cast") + ".";
    return text
        + cast
        + Arrays.stream(DType.values())
            .filter(dtype -> dtype.name().equals(array.type().name()))
            .findFirst()
            .map(dtype -> " To load it as it is, call model.collectParameters().cast(DType."
                + dtype.name() + ") first.")
            .orElse("");
  }

  /** A shape differs. */
  String shape(Matching.Pair pair, StoredArray array) {
    return found(array, array.shape().toString()) + ", in the model "
        + pair.parameter().shape() + " (0: not known yet)."
        + new LikelyRename(matching, file)
            .swap(pair)
            .or(this::anotherModel)
            .orElse(
                " The file is another model's, or the model's sizes have changed since it was saved.")
        + (Matching.sameElements(pair.parameter().shape(), array.shape())
            ? " Both have as many elements: to take them row by row, call " + call("allowReshape")
                + "."
            : " To load the others only, call "
                + model
                    .scheme()
                    .loadCallWith(".leaveOut(\"" + pair.name().replace(".", "\\\\.") + "\")")
                + ".");
  }

  /** A tied weight has two values. */
  static String untied(SavedNames file, Matching.Pair pair, StoredArray other) {
    return "Parameters " + NameList.quote(pair.array().name()) + " and "
        + NameList.quote(other.name()) + " are one parameter in the model, but differ in file '"
        + file.file().path() + "': the model that was saved did not share it.";
  }

  private String theFile() {
    return "file '" + file.file().path() + "'";
  }

  private String found(StoredArray array, String what) {
    return "Parameter " + NameList.quote(array.name()) + " is " + what + " in " + theFile();
  }

  private static String parameters(List<String> names) {
    return names.isEmpty() ? "no parameters" : "parameters: " + NameList.brief(names);
  }

  private static String more(String what, List<String> names) {
    return names.size() == 1
        ? ""
        : " " + names.size() + " are " + what + ": " + NameList.brief(names) + ".";
  }

  private String cause() {
    String likely = otherScheme()
        .or(this::otherPrefix)
        .or(new LikelyRename(matching, file)::level)
        .or(this::anotherModel)
        .or(this::changedModel)
        .orElse("");
    return model.scheme() == KeyScheme.FULL_NAME
        ? " Please make sure source and target networks have the same prefix." + likely
        : likely;
  }

  // The options say a scheme, the file says none, and has the names of another one, all of them.
  private Optional<String> otherScheme() {
    if (file.saved().isOurs() || model.slots().isEmpty()) {
      return Optional.empty();
    }
    return SchemeChoice.matches(model.model(), file).stream()
        .filter(match -> match.hits() == model.slots().size())
        .map(match -> match.model().scheme())
        .filter(scheme -> scheme != model.scheme())
        .findFirst()
        .map(scheme ->
            " The file's names are the model's " + scheme + ": call " + scheme.loadCall() + ".");
  }

  private Optional<String> otherPrefix() {
    if (matching.missing().isEmpty()
        || file.saved().scheme().orElse(KeyScheme.FULL_NAME) != KeyScheme.FULL_NAME) {
      return Optional.empty();
    }
    return ModelKeys.ifAny(model.model(), KeyScheme.FULL_NAME)
        .flatMap(full -> otherPrefix(full.names(), model.model().prefix()));
  }

  private Optional<String> otherPrefix(List<String> names, String prefix) {
    if (names.isEmpty() || !names.stream().allMatch(known -> known.startsWith(prefix))) {
      return Optional.empty();
    }
    String first = names.get(0).substring(prefix.length());
    Set<String> there = file.all();
    return there.stream()
        .filter(found -> found.endsWith(first))
        .limit(MOST_PREFIXES)
        .map(found -> found.substring(0, found.length() - first.length()))
        .filter(other -> names.stream()
            .allMatch(known -> there.contains(other + known.substring(prefix.length()))))
        .findFirst()
        .map(other -> " The file's names begin with " + NameList.quote(other)
            + ", the model's with " + NameList.quote(prefix)
            + ": give the model that prefix, or save and load by structure (Checkpoint.save, Checkpoint.load), which asks"
            + " for no prefix, or call "
            + KeyScheme.FULL_NAME.loadCallWith(
                ".rename(name -> name.replaceFirst(\"^" + other + "\", \"" + prefix + "\"))")
            + ".");
  }

  private Optional<String> anotherModel() {
    return file.saved()
        .model()
        .filter(saved -> !saved.equals(model.modelClass()))
        .map(saved -> " The file was saved from a " + NameList.shorten(saved) + ", the model is a "
            + model.modelClass() + ".");
  }

  private Optional<String> changedModel() {
    return file.saved()
        .schema()
        .filter(saved -> model.isDeclared() && model.isKnown() && !saved.equals(model.schema()))
        .map(saved -> " The file was saved from an older or newer form of " + model.modelClass()
            + ": its names, types or shapes have changed since.");
  }

  // Only where it is plain what became of what.
  private String renaming() {
    LikelyRename likely = new LikelyRename(matching, file);
    return likely.level().isPresent() ? "" : likely.each().orElse("");
  }

  private String call(String option) {
    return model.scheme().loadCallWith("." + option + "()");
  }
}
