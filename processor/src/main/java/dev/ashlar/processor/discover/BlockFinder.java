package dev.ashlar.processor.discover;

import dev.ashlar.Block;
import dev.ashlar.processor.diagnostic.Findings;
import dev.ashlar.processor.model.BlockModel;
import dev.ashlar.processor.model.BlockName;
import dev.ashlar.processor.model.ChildModel;
import dev.ashlar.processor.model.ChildModel.OfBlock;
import dev.ashlar.processor.model.ChildModel.Repeated;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * The first step: finds the blocks of a round, and the blocks that they hold, wherever those come from.
 *
 * <p>A block that names a type which does not exist yet waits for the next round.
 */
public final class BlockFinder {
  private final Elements elements;
  private final BlockReader reader;
  private final MisuseFinder misuse;
  private final Map<BlockName, BlockModel> known = new TreeMap<>();
  private final Set<String> fromSource = new TreeSet<>();
  private Set<String> waiting = new LinkedHashSet<>();

  /**
   * What a round has to write.
   *
   * @param blocks the blocks of this round, in source order
   * @param all all blocks that they reach, themselves included, by name
   */
  public record Found(List<BlockModel> blocks, Map<BlockName, BlockModel> all) {}

  /** A finder that has seen nothing yet. */
  public BlockFinder(ProcessingEnvironment environment) {
    this.elements = environment.getElementUtils();
    LayerReader layers = new LayerReader(elements);
    this.reader = new BlockReader(environment, layers);
    this.misuse = new MisuseFinder(elements, layers);
  }

  /** The blocks of a round; what is wrong with their declarations goes to {@code findings}. */
  public Found find(Set<? extends TypeElement> annotations, RoundEnvironment round, Findings findings) {
    misuse.find(annotations, round, findings);
    Deque<TypeElement> candidates = new ArrayDeque<>();
    for (String name : waiting) {
      TypeElement again = elements.getTypeElement(name);
      if (again != null) {
        candidates.add(again);
      }
    }
    for (TypeElement type : ElementFilter.typesIn(round.getElementsAnnotatedWith(Block.class))) {
      fromSource.add(type.getQualifiedName().toString());
      candidates.add(type);
    }
    waiting = new LinkedHashSet<>();
    List<BlockModel> read = new ArrayList<>();
    for (TypeElement type : candidates) {
      read(type, round.processingOver(), findings).ifPresent(read::add);
    }
    return new Found(withoutWaiting(read), Map.copyOf(known));
  }

  private Optional<BlockModel> read(TypeElement type, boolean last, Findings findings) {
    String qualified = type.getQualifiedName().toString();
    try {
      Optional<BlockModel> block = reader.read(type, fromSource.contains(qualified), last, findings);
      block.ifPresent(model -> known.put(model.name(), model));
      block.ifPresent(model -> held(model).forEach(name -> readHeld(name, last, findings)));
      return block;
    } catch (NotYetException notYet) {
      waiting.add(qualified);
      return Optional.empty();
    }
  }

  // A block of this compilation is read when its own turn comes.
  private void readHeld(BlockName name, boolean last, Findings findings) {
    if (!known.containsKey(name) && !fromSource.contains(name.qualified())) {
      read(elements.getTypeElement(name.qualified()), last, findings);
    }
  }

  // A block waits as long as one that it holds does.
  private List<BlockModel> withoutWaiting(List<BlockModel> read) {
    List<BlockModel> ready = new ArrayList<>(read);
    boolean changed = true;
    while (changed) {
      List<BlockModel> blocked =
          ready.stream()
              .filter(block -> held(block).stream().anyMatch(name -> waiting.contains(name.qualified())))
              .toList();
      blocked.forEach(block -> waiting.add(block.name().qualified()));
      changed = ready.removeAll(blocked);
    }
    return ready;
  }

  private static List<BlockName> held(BlockModel block) {
    List<BlockName> held = new ArrayList<>();
    for (ChildModel child : block.children()) {
      ChildModel.Content content = child.content() instanceof Repeated repeated ? repeated.item() : child.content();
      if (content instanceof OfBlock ofBlock) {
        held.add(ofBlock.block());
      }
    }
    return held;
  }
}
