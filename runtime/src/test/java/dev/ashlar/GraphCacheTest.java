package dev.ashlar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.graph.Graph;
import dev.ashlar.shape.Shape;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class GraphCacheTest {
  private static final int COLUMNS = 1024; // 4 kB a row
  private int traced;

  private GraphCache.Loan take(GraphCache cache, int rows) {
    Shape shape = Shape.of(rows, COLUMNS);
    return cache.take(new GraphCache.Key(List.of(shape), false, Optional.empty()), () -> {
      traced++;
      return Graph.trace(
          inputs -> inputs[0].add(1).mul(2),
          List.of(new Graph.Input("x", DataType.FLOAT, shape)),
          false,
          weight -> {});
    });
  }

  private void use(GraphCache cache, int rows) {
    GraphCache.Loan loan = take(cache, rows);
    loan.graph().output(Nd4j.ones(DataType.FLOAT, rows, COLUMNS));
    cache.giveBack(loan);
  }

  @Test
  void aGraphTellsWhatItsPlansKeep() {
    try (GraphCache cache = new GraphCache()) {
      GraphCache.Loan loan = take(cache, 10);
      assertThat(loan.graph().bytes()).isZero();

      loan.graph().output(Nd4j.ones(DataType.FLOAT, 10, COLUMNS));
      assertThat(loan.graph().bytes()).isBetween(10 * 4096L, 30 * 4096L + 1000);

      loan.graph().close();
      assertThat(loan.graph().bytes()).isZero();
    }
  }

  @Test
  void sixteenShapesAreKeptBesidesTheLast() {
    try (GraphCache cache = new GraphCache()) {
      for (int rows = 1; rows <= 17; rows++) {
        use(cache, rows);
      }
      for (int rows = 1; rows <= 17; rows++) {
        use(cache, rows);
      }
      assertThat(traced).isEqualTo(17);

      use(cache, 18);
      use(cache, 1);
      assertThat(traced).isEqualTo(19);
    }
  }

  @Test
  void ofLargeOnesThoseAreKeptThatThereIsMemoryFor() {
    GraphCache.Loan example = take(new GraphCache(), 100);
    example.graph().output(Nd4j.ones(DataType.FLOAT, 100, COLUMNS));
    traced = 0;
    try (GraphCache cache = new GraphCache(() -> example.graph().bytes() * 3 / 2)) {
      use(cache, 100);
      use(cache, 30);
      use(cache, 10); // the last one lies ready and does not count
      use(cache, 100);
      use(cache, 30);
      assertThat(traced).isEqualTo(3);

      use(cache, 101);
      use(cache, 102); // no room for the one of 100 rows any more
      use(cache, 103); // nor for those of 30 and 101
      use(cache, 102);
      assertThat(traced).isEqualTo(6);

      use(cache, 30);
      assertThat(traced).isEqualTo(7);
    }
    example.graph().close();
  }

  @Test
  void oneIsKeptHoweverLargeItIs() {
    try (GraphCache cache = new GraphCache(() -> 1)) {
      for (int i = 0; i < 3; i++) {
        use(cache, 100);
        use(cache, 200);
      }
      assertThat(traced).isEqualTo(2);

      use(cache, 300);
      use(cache, 100);
      assertThat(traced).isEqualTo(4);
    }
  }

  @Test
  void severalOfOneShapeCountToo() {
    try (GraphCache cache = new GraphCache(() -> 1)) {
      List<GraphCache.Loan> loans = List.of(take(cache, 50), take(cache, 50), take(cache, 50));
      loans.forEach(loan -> loan.graph().output(Nd4j.ones(DataType.FLOAT, 50, COLUMNS)));
      loans.forEach(cache::giveBack);

      assertThat(loans.stream().filter(loan -> loan.graph().bytes() > 0)).hasSize(2);
    }
  }

  @Test
  void whatIsLentIsNotClosed() {
    try (GraphCache cache = new GraphCache(() -> 1)) {
      GraphCache.Loan lent = take(cache, 100);
      lent.graph().output(Nd4j.ones(DataType.FLOAT, 100, COLUMNS));
      for (int rows = 1; rows <= 20; rows++) {
        use(cache, rows);
      }
      assertThat(lent.graph().bytes()).isPositive();
      cache.giveBack(lent);
      use(cache, 100);
      assertThat(traced).isEqualTo(21);
    }
  }
}
