package dev.ashlar.checkpoint;

import dev.ashlar.file.StoredArray;
import dev.ashlar.naming.NameList;
import dev.ashlar.shape.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A rename that would make a file with structural names fit, where it is plain: all names are a
 * level deeper or higher than the model's, each has another one near it, or two members have each
 * other's name.
 */
final class LikelyRename {
  private static final int MOST_NAMES = 10; // as many pairs as Map.of takes

  private final Matching matching;
  private final SavedNames file;
  private final ModelKeys model;

  LikelyRename(Matching matching, SavedNames file) {
    this.matching = matching;
    this.file = file;
    this.model = matching.names().model();
  }

  /** What to say where the file's names are the model's with something in front, or without. */
  Optional<String> level() {
    if (model.scheme() != KeyScheme.STRUCTURAL
        || matching.missing().isEmpty()
        || matching.extra().isEmpty()) {
      return Optional.empty();
    }
    return inFront(matching.missing(), matching.extra())
        .map(front -> say(
            "The file's names are the model's with " + NameList.quote(front) + " in front",
            ".rename(name -> name.replaceFirst(\"^" + front.replace(".", "\\\\.") + "\", \"\"))"))
        .or(() -> inFront(matching.extra(), matching.missing())
            .map(front -> say(
                "The model's names are the file's with " + NameList.quote(front) + " in front",
                ".rename(name -> \"" + front + "\" + name)")));
  }

  private String say(String what, String option) {
    return " " + what + (what.endsWith(" or") ? " call " : ": call ")
        + model.scheme().loadCallWith(option) + ".";
  }

  // What all of the longer names have in front of the shorter ones; each of these has one.
  private static Optional<String> inFront(List<String> shorter, List<String> longer) {
    String first = shorter.get(0);
    return longer.stream()
        .filter(name -> name.endsWith("." + first))
        .map(name -> name.substring(0, name.length() - first.length()))
        .filter(front -> shorter.stream().allMatch(name -> longer.contains(front + name)))
        .findFirst();
  }

  /** What to say where each missing name has one near it that is extra. */
  Optional<String> each() {
    List<String> missing = matching.missing();
    if (model.scheme() != KeyScheme.STRUCTURAL
        || missing.isEmpty()
        || missing.size() != matching.extra().size()) {
      return Optional.empty();
    }
    List<String> left = new ArrayList<>(matching.extra());
    Map<String, String> renames = new LinkedHashMap<>();
    for (String now : missing) {
      String before = NameList.nearest(now, left).stream().findFirst().orElse("");
      if (before.isEmpty()) {
        return Optional.empty();
      }
      left.remove(before);
      renames.put(before, now);
    }
    Map.Entry<String, String> first = renames.entrySet().iterator().next();
    return Optional.of(" If " + NameList.quote(first.getKey()) + " is "
        + NameList.quote(first.getValue()) + " now, declare it with formerly, or call "
        + model.scheme().loadCallWith(rename(renames)) + ".");
  }

  private static String rename(Map<String, String> renames) {
    String pairs = renames.entrySet().stream()
        .limit(MOST_NAMES)
        .map(entry -> "\"" + entry.getKey() + "\", \"" + entry.getValue() + "\"")
        .collect(Collectors.joining(", "));
    return ".rename(Map.of(" + pairs + (renames.size() > MOST_NAMES ? ", ..." : "") + "))";
  }

  /**
   * What to say where a parameter's shape is that of another one's array, and the other way round:
   * empty if there is no such other one, or it would not do for all below the members' names.
   */
  Optional<String> swap(Matching.Pair pair) {
    if (model.scheme() != KeyScheme.STRUCTURAL || pair.name().indexOf('.') < 0) {
      return Optional.empty();
    }
    String own = pair.name().substring(pair.name().lastIndexOf('.'));
    String one = pair.name().substring(0, pair.name().length() - own.length());
    return matching.pairs().stream()
        .filter(other -> other != pair && other.name().endsWith(own))
        .filter(other -> fits(pair, other.array()) && fits(other, pair.array()))
        .map(other -> other.name().substring(0, other.name().length() - own.length()))
        .filter(other -> !other.contains(".") || !one.startsWith(other + "."))
        .flatMap(other -> swapped(one, other).stream())
        .findFirst();
  }

  private Optional<String> swapped(String one, String other) {
    Map<String, Matching.Pair> pairs = new HashMap<>();
    matching.pairs().forEach(pair -> pairs.put(pair.name(), pair));
    Map<String, String> renames = new LinkedHashMap<>();
    for (Matching.Pair pair : matching.pairs()) {
      if (pair.name().startsWith(one + ".")) {
        String otherName = other + pair.name().substring(one.length());
        Matching.Pair partner = pairs.get(otherName);
        if (partner == null || !fits(pair, partner.array()) || !fits(partner, pair.array())) {
          return Optional.empty();
        }
        renames.put(pair.name(), otherName);
        renames.put(otherName, pair.name());
      }
    }
    return Optional.of(say(
        NameList.quote(one) + " would fit what the file calls " + NameList.quote(other)
            + ", and the other way round. If they have swapped their names, declare it with formerly, or",
        rename(renames)));
  }

  private static boolean fits(Matching.Pair pair, StoredArray array) {
    Shape wanted = pair.parameter().shape();
    return pair.type() == array.type() && array.shape().isKnown() && wanted.fits(array.shape());
  }
}
