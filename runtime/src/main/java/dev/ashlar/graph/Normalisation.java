package dev.ashlar.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A batch normalisation by numbers that are there already: each channel becomes {@code gamma · (x -
 * mean) / sqrt(variance + epsilon) + beta}.
 */
record Normalisation(Value mean, Value variance, Value gamma, Value beta, float epsilon) {
  private static final int CHANNELS = 1; // the axis

  /** What an operation does with {@code y}; null where it is something else. */
  static @Nullable Normalisation of(OperationStage next, Value y) {
    long[] arguments = next.operation().integers();
    List<Value> reads = next.reads();
    boolean suits = next.operation().name().equals("batchnorm")
        && reads.size() == 5
        && reads.get(0) == y
        && arguments.length == 3
        && arguments[2] == CHANNELS
        && reads.stream().skip(1).allMatch(Normalisation::isFixed);
    return suits
        ? new Normalisation(reads.get(1), reads.get(2), reads.get(3), reads.get(4), (float)
            next.operation().numbers()[0])
        : null;
  }

  private static boolean isFixed(Value value) {
    return value.fixed() != null
        && value.isDense()
        && value.rank() == 1
        && value.type() == DataType.FLOAT;
  }

  List<Value> reads() {
    return List.of(mean, variance, gamma, beta);
  }
}
