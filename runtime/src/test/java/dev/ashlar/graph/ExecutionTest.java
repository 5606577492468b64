package dev.ashlar.graph;

import static dev.ashlar.Numbers.assertClose;
import static dev.ashlar.Numbers.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class ExecutionTest {
  @Test
  void moreVariablesThanAreKeptAreRightEachTime() {
    SameDiff graph = SameDiff.create();
    SDVariable x = graph.placeHolder("x", DataType.DOUBLE, 2, 3);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      names.add(x.mul(i).add(1).name());
    }
    try (Execution execution = new Execution(graph)) {
      for (int round = 0; round < 3; round++) {
        INDArray value = random(round, 2, 3);
        for (int i = 0; i < names.size(); i++) {
          List<String> wanted = List.of(names.get(i));
          assertClose(
              execution.run(Map.of("x", value), wanted).get(names.get(i)),
              value.mul(i).add(1),
              1e-12);
        }
      }
    }
  }
}
