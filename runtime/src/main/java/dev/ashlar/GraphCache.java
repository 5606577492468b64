package dev.ashlar;

import dev.ashlar.graph.Graph;
import dev.ashlar.shape.Shape;
import dev.ashlar.train.Targets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The graphs that a network used last, by what they are for. */
final class GraphCache {
  private static final int SIZE = 16;

  private final Map<Key, Graph> graphs = new LinkedHashMap<>(SIZE, 0.75f, true) {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Key, Graph> eldest) {
      return size() > SIZE;
    }
  };

  /**
   * What a graph is for.
   *
   * @param inputs the inputs' shapes, the batch included
   * @param training whether it is for training
   * @param targets what it computes besides the output
   */
  record Key(List<Shape> inputs, boolean training, Optional<Targets> targets) {}

  Graph get(Key key, Supplier<Graph> trace) {
    Graph known = graphs.get(key);
    if (known != null && known.isCurrent()) {
      return known;
    }
    Graph traced = trace.get();
    graphs.put(key, traced);
    return traced;
  }

  void clear() {
    graphs.clear();
  }
}
