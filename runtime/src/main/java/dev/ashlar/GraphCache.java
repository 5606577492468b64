package dev.ashlar;

import com.sun.management.OperatingSystemMXBean;
import dev.ashlar.graph.Graph;
import dev.ashlar.shape.Shape;
import dev.ashlar.train.Batch;
import dev.ashlar.train.Loss;
import dev.ashlar.train.Targets;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The graphs that a network used last, by what they are for, and among those the graphs that nobody
 * uses now: as many as there is memory for, and at least one. Threads that need the same at the
 * same time get a graph each. The one that came back last lies ready, so that a thread which wants
 * it again waits for nobody.
 */
final class GraphCache implements AutoCloseable {
  private static final int SIZE = 16; // the one that lies ready besides
  private static final int IDLE = Runtime.getRuntime().availableProcessors();

  private final LongSupplier most;
  private final AtomicReference<@Nullable Loan> ready = new AtomicReference<>();
  private final Map<Key, Deque<Loan>> idle = new LinkedHashMap<>(SIZE, 0.75f, true);
  private volatile int generation;

  /** A cache of a quarter of the machine's memory, or of its container's. */
  GraphCache() {
    this(() -> Machine.QUARTER);
  }

  /**
   * An empty cache.
   *
   * @param most how many bytes the graphs that nobody uses may keep outside Java's heap together,
   *     besides the one that lies ready
   */
  GraphCache(LongSupplier most) {
    this.most = most;
  }

  /** The machine's memory, which takes time to ask for. */
  private static final class Machine {
    private static final long QUARTER =
        ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
            ? system.getTotalMemorySize() / 4
            : Runtime.getRuntime().maxMemory();
  }

  /**
   * What a graph is for.
   *
   * @param inputs the inputs' shapes, the batch included
   * @param training whether it is for training
   * @param targets what it computes besides the output
   */
  record Key(List<Shape> inputs, boolean training, Optional<Targets> targets) {
    boolean isPrediction() {
      return !training && targets.isEmpty();
    }

    boolean isFor(Batch batch, Loss loss, boolean toTrain) {
      return training == toTrain && targets.isPresent() && targets.get().isOf(batch, loss);
    }
  }

  /**
   * A graph that is the caller's alone until it comes back, and the number of times that this cache
   * had been emptied when it was made.
   */
  record Loan(Key key, Graph graph, int generation) {}

  /** Lends the graph that lies ready, if it predicts from such inputs; else null. */
  @Nullable
  Loan takeReady(INDArray... inputs) {
    Loan loan = ready.getAndSet(null);
    if (loan != null
        && loan.generation() == generation
        && loan.key().isPrediction()
        && loan.graph().takes(inputs)
        && loan.graph().isCurrent()) {
      return loan;
    }
    if (loan != null) {
      keep(loan);
    }
    return null;
  }

  /** The graph that lies ready, if it is for that batch; else null. */
  @Nullable
  Graph ready(Batch batch, Loss loss, boolean training) {
    Loan loan = ready.get();
    return loan != null
            && loan.generation() == generation
            && loan.key().isFor(batch, loss, training)
            && loan.graph().takes(batch.features())
            && loan.graph().isCurrent()
        ? loan.graph()
        : null;
  }

  /** Lends a graph. */
  synchronized Loan take(Key key, Supplier<Graph> trace) {
    Loan last = ready.getAndSet(null);
    if (last != null
        && last.generation() == generation
        && last.key().equals(key)
        && last.graph().isCurrent()) {
      return last;
    }
    Loan found = find(key); // before that which was used last takes its place
    if (last != null) {
      keep(last);
    }
    return found == null ? new Loan(key, trace.get(), generation) : found;
  }

  private @Nullable Loan find(Key key) {
    Deque<Loan> loans = idle.remove(key);
    Loan found = null;
    while (loans != null && !loans.isEmpty() && found == null) {
      Loan loan = loans.pop();
      if (loan.graph().isCurrent()) {
        found = loan;
      } else {
        loan.graph().close();
      }
    }
    if (loans != null && !loans.isEmpty()) {
      idle.put(key, loans);
    }
    return found;
  }

  /** Takes a graph back. */
  void giveBack(Loan loan) {
    boolean lies = loan.generation() == generation && ready.compareAndSet(null, loan);
    boolean emptied = loan.generation() != generation; // maybe between these lines
    if (!lies || emptied && ready.compareAndSet(loan, null)) {
      keep(loan);
    }
  }

  private synchronized void keep(Loan loan) {
    Deque<Loan> loans = loan.generation() == generation
        ? idle.computeIfAbsent(loan.key(), key -> new ArrayDeque<>())
        : null;
    if (loans == null || loans.size() >= IDLE) {
      loan.graph().close();
      return;
    }
    loans.push(loan);
    while (idle.size() > SIZE
        || (idle.size() > 1 || loans.size() > 1) && bytes() > most.getAsLong()) {
      Iterator<Deque<Loan>> all = idle.values().iterator();
      Deque<Loan> eldest = all.next();
      eldest.removeLast().graph().close();
      if (eldest.isEmpty()) {
        all.remove();
      }
    }
  }

  private long bytes() {
    long sum = 0;
    for (Deque<Loan> loans : idle.values()) {
      for (Loan loan : loans) {
        sum += loan.graph().bytes();
      }
    }
    return sum;
  }

  /** A graph for whoever keeps others from using the cache meanwhile. */
  Graph get(Key key, Supplier<Graph> trace) {
    Loan loan = take(key, trace);
    giveBack(loan);
    return loan.graph();
  }

  /** Forgets all of them and gives their memory back, that of lent ones when they come back. */
  @Override
  public synchronized void close() {
    generation++;
    Loan last = ready.getAndSet(null);
    if (last != null) {
      last.graph().close();
    }
    idle.values().forEach(loans -> loans.forEach(loan -> loan.graph().close()));
    idle.clear();
  }
}
