package dev.ashlar.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.dnnl.global.dnnl;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * How the values of a plan lie in memory, while its stages of oneDNN choose that one after the
 * other. A value may be there in several layouts; a stage that needs another one gets a copy. The
 * value itself is the one in C order.
 */
final class Layouts {
  private final OneDnn owner;
  private final Collection<Value> results;
  private final Set<Value> read = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<Value, List<Placed>> placed = new IdentityHashMap<>();
  private final Map<Value, Primitive> primitives = new IdentityHashMap<>(); // by their workspaces
  private final List<Stage> settled = new ArrayList<>();

  /** A value in a layout. */
  private record Placed(Value value, Layout layout) {}

  private Layouts(OneDnn owner, List<Stage> stages, Collection<Value> results) {
    this.owner = owner;
    this.results = results;
    stages.forEach(stage -> read.addAll(stage.reads()));
  }

  /**
   * The stages with their layouts, and what copies from one to another.
   *
   * @param owner makes the layouts and primitives
   * @param stages in order
   * @param results what is to be in C order at the end
   */
  static List<Stage> of(OneDnn owner, List<Stage> stages, Collection<Value> results) {
    Layouts layouts = new Layouts(owner, stages, results);
    for (Stage stage : stages) {
      Stage chosen = stage.settled(layouts);
      layouts.settled.add(chosen);
    }
    results.forEach(layouts::plain);
    return layouts.settled;
  }

  OneDnn owner() {
    return owner;
  }

  /** The layout in which a value was written. */
  Layout of(Value value) {
    return placed(value).get(0).layout();
  }

  /**
   * Whether a result has the shape of a weight. Then it is, or may be, the weight's gradient, so
   * the weight changes with each run, and a copy of it in another layout is not worth keeping.
   */
  boolean givesOneLike(Value weight) {
    return results.stream().anyMatch(result -> Arrays.equals(result.shape(), weight.shape()));
  }

  /** Whether a later stage reads a value. */
  boolean isRead(Value value) {
    return read.contains(value);
  }

  /** Sees to it that a value is there in C order. */
  void plain(Value value) {
    Value root = value.root();
    if (placed.containsKey(root)) { // else nobody has asked for it otherwise
      in(root, Layout.plain(owner, root.shape()));
    }
  }

  /** A value as an argument of a primitive, in the layout that it wants. */
  PrimitiveStage.Argument read(int number, Value value, Layout wanted) {
    return new PrimitiveStage.Argument(number, in(value, wanted), wanted);
  }

  /** A value as a result of a primitive, in the layout in which it gives it. */
  PrimitiveStage.Argument write(int number, Value value, Layout given) {
    Value written = value.type() == DataType.FLOAT && isPlain(value, given)
        ? value
        : Value.laidOut(given, value.shape());
    placed.put(value, new ArrayList<>(List.of(new Placed(written, given))));
    return new PrimitiveStage.Argument(number, written, given);
  }

  /** The workspace of a primitive, if it needs one, which that of the derivative will read. */
  List<PrimitiveStage.Argument> writeWorkspace(Value workspace, Primitive primitive) {
    Layout layout = primitive.layout(dnnl.dnnl_query_workspace_md);
    primitives.put(workspace, primitive);
    return layout.bytes() == 0
        ? List.of()
        : List.of(write(dnnl.DNNL_ARG_WORKSPACE, workspace, layout));
  }

  /** The workspace that a primitive has written; nothing where it needed none. */
  List<PrimitiveStage.Argument> readWorkspace(Value workspace) {
    List<Placed> written = placed.get(workspace);
    return written == null
        ? List.of()
        : List.of(new PrimitiveStage.Argument(
            dnnl.DNNL_ARG_WORKSPACE, written.get(0).value(), written.get(0).layout()));
  }

  /** The primitive that has written a workspace; null: none has. */
  @Nullable
  Primitive primitive(Value workspace) {
    return primitives.get(workspace);
  }

  /** A stage before the one that is being settled. */
  void add(Stage stage) {
    settled.add(stage);
  }

  private Value in(Value value, Layout wanted) {
    List<Placed> known = placed(value);
    for (Placed one : known) {
      if (one.layout().isSameAs(wanted)) {
        return one.value();
      }
    }
    Placed first = known.get(0);
    Value copy = copy(value, wanted);
    settled.add(ReorderStage.of(owner, first.value(), first.layout(), copy, wanted));
    known.add(new Placed(copy, wanted));
    return copy;
  }

  private Value copy(Value value, Layout wanted) {
    if (value.fixed() != null) {
      return Value.kept(wanted, value.shape());
    }
    return isPlain(value, wanted) ? value : Value.laidOut(wanted, value.shape());
  }

  private List<Placed> placed(Value value) {
    if (value.root() != value) {
      plain(value);
    }
    return placed.computeIfAbsent(
        value,
        unused -> new ArrayList<>(List.of(new Placed(value, Layout.plain(owner, value.shape())))));
  }

  private boolean isPlain(Value value, Layout layout) {
    return layout.isSameAs(Layout.plain(owner, value.shape()));
  }
}
