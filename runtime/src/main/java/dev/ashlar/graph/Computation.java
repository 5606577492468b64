package dev.ashlar.graph;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Some variables of a graph, computed together: by a {@link Plan}, or by a {@link Session}. */
interface Computation extends AutoCloseable {
  /**
   * Computes them.
   *
   * @param feed the placeholders' values in the graph's order, each in its type and shape, one
   *     piece of memory in C order
   */
  void run(INDArray[] feed);

  /** What the last run has computed, by the order in which the variables were asked for. */
  Result result(int index);

  /** How many bytes it keeps outside Java's heap, but for results of the last run. */
  long bytes();

  @Override
  void close();

  /** By a plan, which reads some of the placeholders. */
  static Computation of(Plan plan, List<String> placeholders) {
    int[] places = plan.inputs().stream().mapToInt(placeholders::indexOf).toArray();
    return new Computation() {
      @Override
      public void run(INDArray[] feed) {
        plan.run(feed, places);
      }

      @Override
      public Result result(int index) {
        return plan.result(index);
      }

      @Override
      public long bytes() {
        return plan.bytes();
      }

      @Override
      public void close() {
        plan.close();
      }
    };
  }

  /** Operation by operation. */
  static Computation of(Session session, List<String> placeholders, List<String> names) {
    return new Computation() {
      private List<Result> results = List.of();

      @Override
      public void run(INDArray[] feed) {
        Threads.OPENBLAS.enter(); // with one of OpenMP's, see Threads.one()
        try {
          results = session.run(Execution.named(placeholders, feed), names).values().stream()
              .map(array -> new Result(array, true))
              .toList();
          results.forEach(Result::passed);
        } finally {
          Threads.leave();
        }
      }

      @Override
      public Result result(int index) {
        return results.get(index);
      }

      @Override
      public long bytes() {
        return 0;
      }

      @Override
      public void close() {
        results = List.of();
      }
    };
  }
}
