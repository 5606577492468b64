package dev.ashlar.graph;

import static dev.ashlar.Numbers.assertClose;
import static dev.ashlar.Numbers.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SessionMemMgr;
import org.nd4j.autodiff.samediff.internal.memory.AbstractMemoryMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.ops.transforms.Transforms;

class SessionTest {
  private final SameDiff graph = SameDiff.create();
  private final SDVariable x = graph.placeHolder("x", DataType.DOUBLE, 3, 4);
  private final INDArray value = random(1, 3, 4);

  /** Notes what a run allocates. */
  private static final class Recorder extends AbstractMemoryMgr {
    private final SessionMemMgr arena;
    private final List<INDArray> arrays = new ArrayList<>();

    private Recorder(SessionMemMgr arena) {
      this.arena = arena;
    }

    @Override
    public INDArray allocate(boolean detached, DataType type, long... shape) {
      arrays.add(arena.allocate(detached, type, shape));
      return arrays.get(arrays.size() - 1);
    }

    @Override
    public INDArray allocate(boolean detached, LongShapeDescriptor descriptor) {
      arrays.add(arena.allocate(detached, descriptor));
      return arrays.get(arrays.size() - 1);
    }

    @Override
    public void release(INDArray array) {
      arena.release(array);
    }

    @Override
    public void close() {
      arena.close();
    }
  }

  private static Recorder recorded(Session session) {
    Recorder recorder = new Recorder(session.getMmgr());
    session.setMmgr(recorder);
    return recorder;
  }

  @Test
  void everythingButTheResultsIsFreedWhenTheRunIsOver() {
    graph.identity("same", graph.nn().tanh("y", x.mul(2)));
    Session session = new Session(graph);
    Recorder recorder = recorded(session);

    for (int i = 0; i < 3; i++) {
      Map<String, INDArray> results = session.run(Map.of("x", value), List.of("y", "same"));

      assertThat(recorder.arrays).hasSizeGreaterThan(i).allMatch(INDArray::wasClosed);
      assertThat(results.get("y").wasClosed()).isFalse();
      assertThat(results.get("same").wasClosed()).isFalse();
      assertClose(results.get("same"), results.get("y"), 0);
    }
    assertThat(value.wasClosed()).isFalse();
  }

  @Test
  void everythingIsFreedWhenTheRunFails() {
    graph.reshape("impossible", x.mul(2), 5L, 5L);
    Session session = new Session(graph);
    Recorder recorder = recorded(session);

    assertThatThrownBy(() -> session.run(Map.of("x", value), List.of("impossible")))
        .isInstanceOf(RuntimeException.class);

    assertThat(recorder.arrays).isNotEmpty().allMatch(INDArray::wasClosed);
  }

  @Test
  void aReductionAlongADimensionOfSizeOneIsTheArrayItself() {
    SDVariable column = graph.placeHolder("column", DataType.DOUBLE, 4, 1);
    graph.sum("kept", column, true, 1);
    graph.sum("dropped", column, 1);
    graph.norm2("norm", column, true, 1);
    INDArray values = random(2, 4, 1);

    Map<String, INDArray> results = new Session(graph)
        .run(Map.of("x", value, "column", values), List.of("kept", "dropped", "norm"));

    assertClose(results.get("kept"), values, 0);
    assertClose(results.get("dropped"), values.reshape(4), 0);
    assertClose(results.get("norm"), Transforms.abs(values), 0);
  }
}
