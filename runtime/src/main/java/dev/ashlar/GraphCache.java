package dev.ashlar;

import dev.ashlar.graph.Graph;
import dev.ashlar.shape.Shape;
import dev.ashlar.train.Targets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The graphs that a network used last, by what they are for, and among those the graphs that nobody
 * uses now. Threads that need the same at the same time get a graph each.
 */
final class GraphCache implements AutoCloseable {
  private static final int SIZE = 16;
  private static final int IDLE = Runtime.getRuntime().availableProcessors();

  private final Map<Key, Deque<Graph>> graphs = new LinkedHashMap<>(SIZE, 0.75f, true);
  private int generation;

  /**
   * What a graph is for.
   *
   * @param inputs the inputs' shapes, the batch included
   * @param training whether it is for training
   * @param targets what it computes besides the output
   */
  record Key(List<Shape> inputs, boolean training, Optional<Targets> targets) {}

  /**
   * A graph that is the caller's alone until it comes back, and the number of times that this cache
   * had been emptied when it was taken.
   */
  record Loan(Key key, Graph graph, int generation) {}

  /** Lends a graph. */
  synchronized Loan take(Key key, Supplier<Graph> trace) {
    Deque<Graph> idle = graphs.get(key);
    while (idle != null && !idle.isEmpty()) {
      Graph graph = idle.pop();
      if (graph.isCurrent()) {
        return new Loan(key, graph, generation);
      }
      graph.close();
    }
    return new Loan(key, trace.get(), generation);
  }

  /** Takes a graph back. */
  synchronized void giveBack(Loan loan) {
    Deque<Graph> idle = loan.generation() == generation
        ? graphs.computeIfAbsent(loan.key(), key -> new ArrayDeque<>())
        : null;
    if (idle == null || idle.size() >= IDLE) {
      loan.graph().close();
      return;
    }
    idle.push(loan.graph());
    if (graphs.size() > SIZE) {
      Iterator<Deque<Graph>> eldest = graphs.values().iterator();
      eldest.next().forEach(Graph::close);
      eldest.remove();
    }
  }

  /** A graph for whoever keeps others from using the cache meanwhile. */
  synchronized Graph get(Key key, Supplier<Graph> trace) {
    Loan loan = take(key, trace);
    giveBack(loan);
    return loan.graph();
  }

  /** Forgets all of them and gives their memory back, that of lent ones when they come back. */
  @Override
  public synchronized void close() {
    graphs.values().forEach(idle -> idle.forEach(Graph::close));
    graphs.clear();
    generation++;
  }
}
