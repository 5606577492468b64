package dev.ashlar.processor.random;

import dev.ashlar.processor.random.Program.Assigned;
import dev.ashlar.processor.random.Program.Block;
import dev.ashlar.processor.random.Program.Content;
import dev.ashlar.processor.random.Program.Field;
import dev.ashlar.processor.random.Program.OfBlock;
import dev.ashlar.processor.random.Program.OfLayer;
import dev.ashlar.processor.random.Program.OwnParameter;
import dev.ashlar.processor.random.Program.Owned;
import dev.ashlar.processor.random.Program.Plain;
import dev.ashlar.processor.random.Program.Repeated;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The names of a block's tree by Gluon's rules, in the plainest way: an automatic number is the
 * count of equal hints that stand earlier in a list.
 */
final class ReferenceTree {
  private record Made(String scope, String hint) {}

  /**
   * A block or layer.
   *
   * @param path its structural path
   * @param name its prefix, or null where only run time tells
   * @param sharesPrefix whether its own prefix is empty
   */
  record Named(String path, String name, boolean sharesPrefix) {}

  /**
   * A parameter.
   *
   * @param structural its structural name
   * @param name its name, or null where only run time tells
   * @param shape its sizes, 0 where not known
   * @param identity the structural name of the one that it is
   */
  record Parameter(String structural, String name, List<Integer> shape, String identity) {}

  /** A child or parameter of a block with its part of structural names. */
  record Member(Field field, String name) {}

  private final Program program;
  private final List<Made> made = new ArrayList<>();
  private final List<Named> blocks = new ArrayList<>();
  private final List<Parameter> parameters = new ArrayList<>();
  private List<Integer> output;
  private boolean hasForward;
  private int misfits;

  private ReferenceTree(Program program) {
    this.program = program;
  }

  static ReferenceTree of(Program program, int block) {
    ReferenceTree tree = new ReferenceTree(program);
    tree.blocks.add(new Named("", "", false));
    tree.output = tree.block(block, "", "", "", null);
    tree.hasForward = forward(program, block);
    return tree;
  }

  List<Named> blocks() {
    return blocks;
  }

  List<Parameter> parameters() {
    return parameters;
  }

  List<Integer> output() {
    return output;
  }

  boolean hasForward() {
    return hasForward;
  }

  int misfits() {
    return misfits;
  }

  private static boolean forward(Program program, int block) {
    return program.lineage(block).stream().anyMatch(each -> each.forward() > 0);
  }

  /** The parameters and children of a block that written code can set, in their order. */
  static List<Member> members(Program program, int index) {
    Block block = program.blocks().get(index);
    List<Owned> all = program.fields(index);
    List<Member> params = new ArrayList<>();
    List<Member> children = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Owned each = all.get(i);
      Field field = each.field();
      boolean hidden = all.subList(i + 1, all.size()).stream()
          .anyMatch(
              below -> below.block() != each.block() && below.field().name().equals(field.name()));
      if (field.content() instanceof Plain || hidden || !program.isSeen(each, index)) {
        continue;
      }
      if (field.isChild()) {
        String position = block.sequential() ? String.valueOf(children.size()) : field.name();
        children.add(new Member(field, field.own().isEmpty() ? position : field.own()));
      } else {
        params.add(new Member(field, field.own().isEmpty() ? field.name() : field.own()));
      }
    }
    params.addAll(children);
    return params;
  }

  // scope: the path of the block whose scope this is; prefix: null if not known.
  private List<Integer> block(
      int index, String path, String scope, String prefix, List<Integer> reaching) {
    Block block = program.blocks().get(index);
    List<Integer> declared = block.input().isEmpty() ? null : block.input();
    if (!fit(declared, reaching)) {
      misfits++;
    } else {
      declared = merge(declared, reaching);
    }
    List<Integer> shape = declared;
    boolean own = forward(program, index);
    for (Member member : members(program, index)) {
      String memberPath = join(path, member.name());
      if (member.field().content() instanceof OwnParameter parameter) {
        add(memberPath, prefix, member.name(), parameter.shape());
        continue;
      }
      shape = child(index, member, memberPath, scope, prefix, own ? null : shape);
    }
    List<Integer> stated = block.output().isEmpty() ? null : block.output();
    return own ? stated : shape;
  }

  private List<Integer> child(
      int parent, Member member, String path, String scope, String prefix, List<Integer> input) {
    int firstParameter = parameters.size();
    List<Integer> result =
        content(member.field().content(), path, member.field().prefix(), scope, prefix, input);
    String with = member.field().sharedWith();
    if (!with.isEmpty()) {
      for (Member other : members(program, parent)) {
        if (other.field() == member.field()) {
          break;
        }
        if (other.field().name().equals(with)) {
          String otherPath = join(
              path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : "", other.name());
          share(firstParameter, path, otherPath);
        }
      }
    }
    return result;
  }

  private void share(int first, String path, String other) {
    for (int i = first; i < parameters.size(); i++) {
      Parameter own = parameters.get(i);
      String wanted = other + own.structural().substring(path.length());
      for (Parameter each : parameters.subList(0, first)) {
        if (each.structural().equals(wanted)) {
          List<Integer> shape = each.shape();
          if (fit(shape, own.shape())) {
            shape = merge(shape, own.shape());
          } else {
            misfits++;
          }
          parameters.set(i, new Parameter(own.structural(), each.name(), shape, each.identity()));
        }
      }
    }
  }

  private List<Integer> content(
      Content content,
      String path,
      String ownPrefix,
      String scope,
      String prefix,
      List<Integer> input) {
    boolean shares = "".equals(ownPrefix);
    String inner = shares ? scope : path;
    String name = shares ? prefix : name(hint(content), ownPrefix, scope, prefix);
    blocks.add(new Named(path, name, shares));
    if (content instanceof OfLayer layer) {
      return layer(layer.layer(), path, name, input);
    }
    if (content instanceof OfBlock held) {
      return block(held.block(), path, inner, name, input);
    }
    if (content instanceof Repeated repeated) {
      List<Integer> shape = input;
      for (int i = 0; i < repeated.count(); i++) {
        shape = content(repeated.item(), join(path, String.valueOf(i)), null, inner, name, shape);
      }
      return shape;
    }
    made.add(new Made(inner, null)); // whatever it holds is named there
    return null;
  }

  private String name(String hint, String ownPrefix, String scope, String prefix) {
    if (ownPrefix != null) {
      return prefix == null ? null : prefix + ownPrefix;
    }
    boolean unknown = hint == null
        || made.stream().anyMatch(each -> each.scope().equals(scope) && each.hint() == null);
    long number = made.stream()
        .filter(each -> each.scope().equals(scope) && hint != null && hint.equals(each.hint()))
        .count();
    made.add(new Made(scope, hint));
    return unknown || prefix == null ? null : prefix + hint + number + "_";
  }

  private String hint(Content content) {
    if (content instanceof OfLayer layer) {
      return layer.layer().hint();
    }
    if (content instanceof OfBlock held) {
      Block block = program.blocks().get(held.block());
      return !block.hint().isEmpty()
          ? block.hint()
          : block.sequential() ? "sequential" : block.simple().toLowerCase(Locale.ROOT);
    }
    return content instanceof Assigned assigned && !assigned.container() ? null : "sequential";
  }

  private List<Integer> layer(RandomLayer layer, String path, String prefix, List<Integer> input) {
    List<Integer> accepted = input;
    if (!layer.fits(input)) {
      misfits++;
      accepted = null;
    }
    for (String parameter : layer.parameters()) {
      add(join(path, parameter), prefix, parameter, layer.shape(parameter, accepted));
    }
    return layer.output(accepted);
  }

  private void add(String structural, String prefix, String own, List<Integer> shape) {
    parameters.add(
        new Parameter(structural, prefix == null ? null : prefix + own, shape, structural));
  }

  private static String join(String path, String part) {
    return path.isEmpty() ? part : path + "." + part;
  }

  /** Whether two shapes can be one. */
  static boolean fit(List<Integer> a, List<Integer> b) {
    if (a == null || b == null) {
      return true;
    }
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (a.get(i) != 0 && b.get(i) != 0 && !a.get(i).equals(b.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static List<Integer> merge(List<Integer> a, List<Integer> b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    List<Integer> merged = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      merged.add(Math.max(a.get(i), b.get(i)));
    }
    return merged;
  }
}
