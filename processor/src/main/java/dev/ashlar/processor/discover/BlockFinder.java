package dev.ashlar.processor.discover;

import dev.ashlar.Block;
import dev.ashlar.processor.diagnostic.Diagnostic;
import dev.ashlar.processor.diagnostic.Findings;
import dev.ashlar.processor.model.BlockModel;
import dev.ashlar.processor.model.BlockName;
import dev.ashlar.processor.model.ChildModel;
import dev.ashlar.processor.model.Site;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * The first step: finds the blocks of a round, and the blocks that they hold, wherever those come
 * from.
 *
 * <p>A block that names a type which does not exist yet waits for the next round.
 */
public final class BlockFinder {
  private final Elements elements;
  private final LayerReader layers;
  private final BlockReader reader;
  private final MisuseFinder misuse;
  private final SourceBlocks sources = new SourceBlocks();
  private final Map<BlockName, BlockModel> known = new TreeMap<>();
  private SortedMap<BlockName, Site> waiting = new TreeMap<>();
  private boolean hasBegun;

  /**
   * What a round has to write.
   *
   * @param blocks the blocks of this round, in source order
   * @param unreadable classes annotated as blocks of which no model can be made
   * @param all all blocks that they reach, themselves included, by name
   * @param waiting those that wait for the next round
   */
  public record Found(
      List<BlockModel> blocks,
      Map<BlockName, Site> unreadable,
      Map<BlockName, BlockModel> all,
      SortedMap<BlockName, Site> waiting) {
    /** Whether there is something to wait for, and nothing to write that brings another round. */
    public boolean onlyWaits() {
      return blocks.isEmpty() && unreadable.isEmpty() && !waiting.isEmpty();
    }
  }

  /** A finder that has seen nothing yet. */
  public BlockFinder(ProcessingEnvironment environment) {
    this.elements = environment.getElementUtils();
    this.layers = new LayerReader(environment);
    this.reader = new BlockReader(environment, layers, sources);
    this.misuse = new MisuseFinder(layers);
  }

  /** The blocks of a round; what is wrong with their declarations goes to {@code findings}. */
  public Found find(
      Set<? extends TypeElement> annotations, RoundEnvironment round, Findings findings) {
    layers.beginRound();
    Set<Element> annotated = annotated(annotations, round);
    Set<TypeElement> blocks = new LinkedHashSet<>(ElementFilter.typesIn(annotated));
    blocks.removeIf(type -> Mirror.of(Block.class, type).isEmpty());
    blocks.forEach(block -> annotated.addAll(ElementFilter.fieldsIn(block.getEnclosedElements())));
    misuse.find(annotated, findings);
    Deque<TypeElement> candidates = new ArrayDeque<>();
    for (BlockName name : waiting.keySet()) {
      TypeElement again = elements.getTypeElement(name.qualified());
      if (again != null) {
        candidates.add(again);
      }
    }
    for (TypeElement type : blocks) {
      sources.add(BlockReader.nameOf(type, elements));
      candidates.add(type);
    }
    waiting = new TreeMap<>();
    List<BlockModel> read = new ArrayList<>();
    Map<BlockName, Site> unreadable = new LinkedHashMap<>();
    boolean last = round.processingOver() || isQuiet(round);
    for (TypeElement type : candidates) {
      BlockName name = BlockReader.nameOf(type, elements);
      boolean done =
          findings.attempt(name, Site.of(type), () -> read(type, last, findings, read, unreadable));
      if (!done) {
        unreadable.put(name, Site.of(type));
      }
    }
    List<BlockModel> ready = withoutWaiting(read);
    return new Found(ready, unreadable, Map.copyOf(known), new TreeMap<>(waiting));
  }

  // All in one look at the classes of the round: each takes as long as the round is large.
  private static Set<Element> annotated(
      Set<? extends TypeElement> annotations, RoundEnvironment round) {
    return annotations.isEmpty()
        ? new LinkedHashSet<>()
        : new LinkedHashSet<>(
            round.getElementsAnnotatedWithAny(annotations.toArray(TypeElement[]::new)));
  }

  private void read(
      TypeElement type,
      boolean last,
      Findings findings,
      List<BlockModel> read,
      Map<BlockName, Site> unreadable) {
    BlockName name = BlockReader.nameOf(type, elements);
    try {
      read(type, last, findings)
          .ifPresentOrElse(read::add, () -> unreadable.put(name, Site.of(type)));
    } catch (NotYetException notYet) {
      if (last || Site.of(type).isRefused()) { // which the next round would not know any more
        unreadable.put(name, Site.of(type)); // the compiler itself says why
      } else {
        waiting.put(name, Site.of(type));
      }
    }
  }

  // Whether no one but this processor has written anything in the round before: what is missing now
  // will never be there, and what is written now is in time for those who name it.
  private boolean isQuiet(RoundEnvironment round) {
    boolean first = !hasBegun;
    hasBegun = true;
    return !first
        && round.getRootElements().stream()
            .allMatch(root -> root instanceof TypeElement type
                && sources.isWritten(type.getQualifiedName().toString()));
  }

  private Optional<BlockModel> read(TypeElement type, boolean last, Findings findings) {
    return reader.read(type, last, findings).map(block -> withHeld(block, findings));
  }

  private BlockModel withHeld(BlockModel block, Findings findings) {
    List<ChildModel> children = new ArrayList<>();
    for (ChildModel child : block.children()) {
      Optional<BlockName> held = child.held();
      children.add(
          held.isEmpty() || isReadable(block.name(), child, held.get(), findings)
              ? child
              : child.ofUnknown());
    }
    BlockModel model = block.withChildren(children);
    known.put(model.name(), model);
    return model;
  }

  // A block of this compilation is read when its own turn comes; what is wrong with one of a jar is
  // wrong with its holder.
  private boolean isReadable(
      BlockName holder, ChildModel child, BlockName name, Findings findings) {
    if (known.containsKey(name) || sources.contains(name)) {
      return true;
    }
    Findings ofJar = new Findings();
    Optional<String> missing = Stream.of(name.qualifiedNamed(), name.qualifiedNames())
        .filter(each -> elements.getTypeElement(each) == null)
        .findFirst();
    if (missing.isPresent()) {
      ofJar.add(Diagnostic.CHILD_NOT_NAMED, child.site(), child.field(), name, missing.get());
    } else {
      try {
        read(elements.getTypeElement(name.qualified()), true, ofJar);
      } catch (NotYetException unknown) {
        ofJar.add(
            Diagnostic.CHILD_UNREADABLE, child.site(), child.field(), name, unknown.getMessage());
      }
    }
    findings.addAll(holder, ofJar, child.site());
    if (ofJar.has(name, Diagnostic.JAR_FIELDS)) {
      known.remove(name); // what it has is not known, nor in which order
    }
    return known.containsKey(name);
  }

  // A block waits as long as one that it holds does.
  private List<BlockModel> withoutWaiting(List<BlockModel> read) {
    List<BlockModel> ready = new ArrayList<>(read);
    boolean changed = true;
    while (changed) {
      List<BlockModel> blocked = ready.stream()
          .filter(block -> block.children().stream()
              .anyMatch(child -> child.held().filter(waiting::containsKey).isPresent()))
          .toList();
      blocked.forEach(block -> waiting.put(block.name(), block.site()));
      changed = ready.removeAll(blocked);
    }
    return ready;
  }
}
