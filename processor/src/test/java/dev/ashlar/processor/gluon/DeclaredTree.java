package dev.ashlar.processor.gluon;

import dev.ashlar.processor.gluon.GluonCase.Content;
import dev.ashlar.processor.gluon.GluonCase.Instance;
import dev.ashlar.processor.gluon.GluonCase.Replacement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The blocks that a case declares for an instance, named by Gluon's rules; it shares no code with
 * Ashlar.
 */
final class DeclaredTree {
  private final GluonCase of;
  private final Map<String, Block> blocks = new LinkedHashMap<>();
  private final Map<String, Scope> scopes = new HashMap<>();

  private DeclaredTree(GluonCase of) {
    this.of = of;
  }

  /**
   * A block or layer.
   *
   * @param prefix its prefix
   * @param content what it is
   */
  record Block(String prefix, Content content) {}

  private record Scope(String prefix, Map<String, Integer> counters) {
    Scope enter(String hint, String ownPrefix) {
      if (ownPrefix == null) {
        return new Scope(
            prefix + hint + (counters.merge(hint, 1, Integer::sum) - 1) + "_", new HashMap<>());
      }
      return ownPrefix.isEmpty() ? this : new Scope(prefix + ownPrefix, new HashMap<>());
    }
  }

  /** The tree of an instance of the given prefix before anything is replaced. */
  static DeclaredTree asDeclared(GluonCase of, Instance instance, String prefix) {
    DeclaredTree tree = new DeclaredTree(of);
    Content root = new Content(null, instance.prefix(), null, null, instance.className(), null);
    tree.add("", root, new Scope(prefix, new HashMap<>()));
    return tree;
  }

  /** The tree of something that is in no block. */
  static DeclaredTree alone(GluonCase of, Content content) {
    DeclaredTree tree = new DeclaredTree(of);
    tree.add("", content, new Scope("", new HashMap<>()));
    return tree;
  }

  /** The tree of an instance of the given prefix after all replacements. */
  static DeclaredTree asReplaced(GluonCase of, Instance instance, String prefix) {
    DeclaredTree tree = asDeclared(of, instance, prefix);
    of.replacements(instance).forEach(tree::replace);
    return tree;
  }

  private void replace(Replacement replacement) {
    String path = replacement.field();
    blocks.keySet().removeIf(each -> isWithin(each, path));
    String parent = path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : "";
    Content content = replacement.content();
    add(path, content, scopes.get(parent).enter(hint(content), content.prefix()));
  }

  private void add(String path, Content content, Scope scope) {
    blocks.put(path, new Block(scope.prefix(), content));
    scopes.put(path, scope);
    List<Content> children = childrenOf(content);
    for (int i = 0; i < children.size(); i++) {
      Content child = children.get(i);
      String name = content.sequential() == null ? child.field() : Integer.toString(i);
      add(
          path.isEmpty() ? name : path + "." + name,
          child,
          scope.enter(hint(child), child.prefix()));
    }
  }

  private List<Content> childrenOf(Content content) {
    if (content.block() != null) {
      return of.classOf(content.block()).children();
    }
    return content.sequential() == null ? List.of() : content.sequential();
  }

  private static String hint(Content content) {
    if (content.layer() == null) {
      return content.block() == null ? "sequential" : content.block().toLowerCase(Locale.ROOT);
    }
    String hint = content.layer().toLowerCase(Locale.ROOT);
    if (hint.equals("activation")) {
      return content.args().get("activation").asText();
    }
    return hint.startsWith("conv") ? "conv" : hint.contains("pool") ? "pool" : hint;
  }

  private static List<String> parameters(Content content) {
    if (content.layer() == null) {
      return List.of();
    }
    if (content.layer().equals("Dense") || content.layer().startsWith("Conv")) {
      boolean biased = !content.args().containsKey("use_bias")
          || content.args().get("use_bias").asBoolean();
      return biased ? List.of("weight", "bias") : List.of("weight");
    }
    return switch (content.layer()) {
      case "BatchNorm" -> List.of("gamma", "beta", "running_mean", "running_var");
      case "LayerNorm", "GroupNorm", "InstanceNorm" -> List.of("gamma", "beta");
      case "PReLU" -> List.of("alpha");
      case "Embedding" -> List.of("weight");
      default -> List.of();
    };
  }

  /** The blocks by path. */
  Map<String, Block> blocks() {
    return blocks;
  }

  /**
   * Whether more than one of the blocks at these paths has a prefix of its own, automatic or not.
   */
  boolean clashes(List<String> paths) {
    return paths.stream()
            .filter(
                path -> blocks.containsKey(path) && !blocks.get(path).content().sharesPrefix())
            .count()
        > 1;
  }

  /** Whether two parameters, or two blocks whose own prefix is not empty, have one name. */
  boolean clashes() {
    Set<String> prefixes = new HashSet<>();
    Set<String> names = new HashSet<>();
    boolean clash = false;
    for (Block block : blocks.values()) {
      clash |= !block.content().sharesPrefix() && !prefixes.add(block.prefix());
      for (String parameter : parameters(block.content())) {
        clash |= !names.add(block.prefix() + parameter);
      }
    }
    return clash;
  }

  /** Whether the path is that of the activation that Gluon keeps inside a layer. */
  boolean isInnerActivation(String path) {
    if (blocks.containsKey(path) || !path.endsWith(".act")) {
      return false;
    }
    Block parent = blocks.get(path.substring(0, path.length() - ".act".length()));
    return parent != null && parent.content().args().containsKey("activation");
  }

  static boolean isWithin(String path, String outer) {
    return path.equals(outer) || path.startsWith(outer + ".");
  }
}
