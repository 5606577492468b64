package dev.ashlar.processor.lock;

import dev.ashlar.naming.Lineage;
import dev.ashlar.shape.DType;
import dev.ashlar.shape.Shape;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What files hold of a child or parameter of a block.
 *
 * @param lineage its structural name, and those before
 * @param kind what it is
 * @param type the class of a block or layer; empty for others
 * @param count how often a repeated child is there; 0 for others
 * @param prefix its prefix inside the block; empty where it has none, or only run time tells
 * @param sharedWith the structural name of the sibling whose parameters it uses; empty if it has
 *     its own
 * @param input of a block, the shape that reaches it
 * @param parameters of a layer, its parameters by their paths in it; of a parameter, itself under
 *     an empty path
 */
record LockedMember(
    Lineage lineage,
    Kind kind,
    String type,
    int count,
    Optional<String> prefix,
    Optional<String> sharedWith,
    Shape input,
    Map<String, Array> parameters) {
  /** What a member is. */
  enum Kind {
    /** A parameter of the block's own. */
    PARAMETER,
    /** A layer. */
    LAYER,
    /** Another block. */
    BLOCK,
    /** Something that the block's constructor makes. */
    ASSIGNED;

    /** The word for it in the file. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What a file holds of a parameter.
   *
   * @param dtype the type of its elements
   * @param shape its shape, as far as it is known
   */
  record Array(DType dtype, Shape shape) {
    @Override
    public String toString() {
      return dtype + " " + shape;
    }
  }

  LockedMember {
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
  }

  String name() {
    return lineage.name();
  }

  /** Whether files hold the same of both, but for the names. */
  boolean isLike(LockedMember other) {
    return kind == other.kind
        && type.equals(other.type)
        && count == other.count
        && sharedWith.isPresent() == other.sharedWith.isPresent()
        && parameters.equals(other.parameters);
  }

  /** What it is, for messages. */
  String described() {
    String times = count > 0 ? count + " times " : "";
    String what = switch (kind) {
      case PARAMETER -> Objects.requireNonNull(parameters.get("")).toString();
      case ASSIGNED -> "assigned by the constructor";
      case BLOCK -> type;
      case LAYER -> type + (parameters.isEmpty() ? "" : " with " + listed());
    };
    return times + what + sharedWith.map(other -> ", sharing with " + other).orElse("");
  }

  private String listed() {
    List<String> all = parameters.entrySet().stream()
        .map(each -> each.getKey() + " " + each.getValue())
        .toList();
    return all.size() <= 4
        ? String.join(", ", all)
        : String.join(", ", all.subList(0, 4)) + " and " + (all.size() - 4) + " more";
  }
}
