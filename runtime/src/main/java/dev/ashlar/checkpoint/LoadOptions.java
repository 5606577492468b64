package dev.ashlar.checkpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How strict a load is. Immutable: each method returns new options.
 *
 * <p>{@code Checkpoint.load(model, file, LoadOptions.strict().allowMissing())}
 */
public final class LoadOptions {
  private static final LoadOptions STRICT = new LoadOptions();

  private boolean missingAllowed;
  private boolean extraIgnored;
  private boolean reshapeAllowed;
  private boolean cast;
  private boolean mapped;
  private @Nullable KeyScheme keys; // null: the file says it, or its names do
  private @Nullable Integer version; // null: the model's own
  private Map<String, String> renamed = Map.of();
  private UnaryOperator<String> rename = UnaryOperator.identity();
  private List<Pattern> leftOut = List.of();

  private LoadOptions() {}

  private LoadOptions(LoadOptions other) {
    missingAllowed = other.missingAllowed;
    extraIgnored = other.extraIgnored;
    reshapeAllowed = other.reshapeAllowed;
    cast = other.cast;
    mapped = other.mapped;
    keys = other.keys;
    version = other.version;
    renamed = other.renamed;
    rename = other.rename;
    leftOut = other.leftOut;
  }

  /**
   * {@return what a load does unless told otherwise: the file holds the model's parameters, all of
   * them and no others, with fitting shapes and equal types}
   */
  public static LoadOptions strict() {
    return STRICT;
  }

  /**
   * Parameters that the file lacks keep what they have; the report names them. Gluon's
   * {@code allow_missing=True}.
   *
   * @return these options with that one changed
   */
  public LoadOptions allowMissing() {
    LoadOptions changed = new LoadOptions(this);
    changed.missingAllowed = true;
    return changed;
  }

  /**
   * What the file holds beyond the model's parameters is left out; the report names it. Gluon's
   * {@code ignore_extra=True}.
   *
   * @return these options with that one changed
   */
  public LoadOptions ignoreExtra() {
    LoadOptions changed = new LoadOptions(this);
    changed.extraIgnored = true;
    return changed;
  }

  /**
   * Values of another type are turned into the parameter's, as ND4J's {@code castTo} does it; the
   * report names them. What the parameter's type cannot hold is lost. Gluon's
   * {@code cast_dtype=True}.
   *
   * @return these options with that one changed
   */
  public LoadOptions cast() {
    LoadOptions changed = new LoadOptions(this);
    changed.cast = true;
    return changed;
  }

  /**
   * Values of another shape with as many elements are taken row by row; the report names them.
   *
   * @return these options with that one changed
   */
  public LoadOptions allowReshape() {
    LoadOptions changed = new LoadOptions(this);
    changed.reshapeAllowed = true;
    return changed;
  }

  /**
   * Says what the file's names are, where the file does not, or several readings fit.
   *
   * @param scheme what the file's names are
   * @return these options with that one changed
   */
  public LoadOptions keys(KeyScheme scheme) {
    LoadOptions changed = new LoadOptions(this);
    changed.keys = Objects.requireNonNull(scheme, "scheme");
    return changed;
  }

  /**
   * Other names for some of the file's, before they are matched: from the file's name to the
   * model's. Former names that the model declares are not asked for these.
   *
   * @param fromFileToModel from the file's name to the model's
   * @return these options with that one changed
   */
  public LoadOptions rename(Map<String, String> fromFileToModel) {
    LoadOptions changed = new LoadOptions(this);
    Map<String, String> all = new LinkedHashMap<>(renamed);
    all.putAll(fromFileToModel);
    changed.renamed = Map.copyOf(all);
    return changed;
  }

  /**
   * Other names for the file's, before they are matched: {@code name -> name.replace("enc.",
   * "encoder.")}. Names in {@link #rename(Map)} are not asked. Former names that the model declares
   * are not asked for names that change.
   *
   * @param fromFileToModel from the file's name to the model's
   * @return these options with that one changed
   */
  public LoadOptions rename(UnaryOperator<String> fromFileToModel) {
    LoadOptions changed = new LoadOptions(this);
    UnaryOperator<String> before = rename;
    Objects.requireNonNull(fromFileToModel, "fromFileToModel");
    changed.rename = name -> fromFileToModel.apply(before.apply(name));
    return changed;
  }

  /**
   * Leaves out parameters whose name, as the file's scheme has it, matches one of these expressions
   * from its start, as {@code "output\\."} does for all below a child {@code output}: they keep
   * what they have, and what the file holds for them is not looked at. For fine-tuning with another
   * head.
   *
   * @param expressions regular expressions, matched from the start of a name
   * @return these options with that one changed
   */
  public LoadOptions leaveOut(String... expressions) {
    LoadOptions changed = new LoadOptions(this);
    List<Pattern> all = new ArrayList<>(leftOut);
    for (String expression : expressions) {
      all.add(Pattern.compile(expression));
    }
    changed.leftOut = List.copyOf(all);
    return changed;
  }

  /**
   * Takes a file of another version of the model, or of a block of it, than the model's own; all
   * else must still match.
   *
   * @param fileVersion the version that the file says
   * @return these options with that one changed
   */
  public LoadOptions acceptVersion(int fileVersion) {
    LoadOptions changed = new LoadOptions(this);
    changed.version = fileVersion;
    return changed;
  }

  /**
   * Parameters without a value get the file's own pages as their memory, instead of a copy, where
   * their bytes lie there as they are in memory: nothing is read until it is used, and what is
   * changed goes to a private copy of the page. A save by Ashlar over that file replaces it and
   * leaves the model as it is, and so does its removal (Windows refuses both). But no program may
   * write into the file while the model lives: the values would change with it, and where it is cut
   * off, the whole process ends (SIGBUS) when one of the lost pages is used.
   *
   * @return these options with that one changed
   */
  public LoadOptions mapped() {
    LoadOptions changed = new LoadOptions(this);
    changed.mapped = true;
    return changed;
  }

  /** {@return whether parameters may be missing in the file} */
  public boolean isMissingAllowed() {
    return missingAllowed;
  }

  /** {@return whether the file may hold more than the model has} */
  public boolean isExtraIgnored() {
    return extraIgnored;
  }

  /** {@return whether values of another type are cast} */
  public boolean isCast() {
    return cast;
  }

  /** {@return whether values of another shape with as many elements are taken} */
  public boolean isReshapeAllowed() {
    return reshapeAllowed;
  }

  boolean isMapped() {
    return mapped;
  }

  Optional<KeyScheme> keys() {
    return Optional.ofNullable(keys);
  }

  OptionalInt version() {
    return version == null ? OptionalInt.empty() : OptionalInt.of(version);
  }

  Map<String, String> renamed() {
    return renamed;
  }

  /** What the model calls a name of the file's. */
  String renamed(String name) {
    String given = renamed.get(name);
    return given == null ? rename.apply(name) : given;
  }

  boolean leavesOut(String name) {
    return leftOut.stream().anyMatch(pattern -> pattern.matcher(name).lookingAt());
  }

  @Override
  public String toString() {
    return "strict" + (missingAllowed ? ", but missing allowed" : "")
        + (extraIgnored ? ", but extra ignored" : "")
        + (cast ? ", but types cast" : "")
        + (reshapeAllowed ? ", but shapes changed" : "")
        + (keys == null ? "" : ", by " + keys);
  }
}
