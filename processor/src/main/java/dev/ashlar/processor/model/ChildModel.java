package dev.ashlar.processor.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A child of a block.
 *
 * @param field the field that holds it
 * @param site the field; the block's class, if it inherits the field from a jar
 * @param name its part of structural names
 * @param formerNames those that it had before, the latest first
 * @param ownPrefix its own prefix; empty for the next automatic one
 * @param sharedWith the field of the sibling whose parameters it uses; empty if it has its own
 * @param content what it is
 */
public record ChildModel(
    String field,
    Site site,
    String name,
    List<String> formerNames,
    Optional<String> ownPrefix,
    Optional<String> sharedWith,
    Content content) {
  /** The same child, of which no more is known than that it is there. */
  public ChildModel ofUnknown() {
    return new ChildModel(
        field, site, name, formerNames, ownPrefix, sharedWith, new Assigned(Optional.empty()));
  }

  /** The block that it is, or that its items are. */
  public Optional<BlockName> held() {
    return heldBy(content);
  }

  private static Optional<BlockName> heldBy(Content content) {
    if (content instanceof OfBlock held) {
      return Optional.of(held.block());
    }
    return content instanceof Container container ? heldBy(container.item()) : Optional.empty();
  }

  /** The name of the methods that are written to replace it: {@code replaceOutput}. */
  public String replacement() {
    return "replace" + field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1);
  }

  /** What a child is. */
  public sealed interface Content permits OfLayer, OfBlock, Container, Assigned {}

  /** What holds others of one kind. */
  public sealed interface Container extends Content permits Repeated, Around {
    /** What each of them is. */
    Content item();
  }

  /**
   * A layer that the field's layer annotation describes.
   *
   * @param layer the layer
   */
  public record OfLayer(LayerModel layer) implements Content {}

  /**
   * A block.
   *
   * @param block its class
   * @param assigned whether the parent's own constructor makes it, since it needs arguments
   */
  public record OfBlock(BlockName block, boolean assigned) implements Content {}

  /**
   * A container of several children alike.
   *
   * @param count how many
   * @param itemPrefix each one's own prefix; empty for the next automatic one
   * @param item what each of them is
   */
  public record Repeated(int count, Optional<String> itemPrefix, Content item)
      implements Container {}

  /**
   * A child whose input is added to its output.
   *
   * @param item what it is
   */
  public record Around(Content item) implements Container {}

  /**
   * Something of which the compiler knows only that the parent's own constructor makes it.
   *
   * @param hint what its automatic prefix begins with, where the field's type tells
   */
  public record Assigned(Optional<String> hint) implements Content {}
}
