package dev.ashlar.graph;

import java.util.List;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The sum of a matrix's rows: the gradient of a bias.
 *
 * @param x the matrix
 * @param ones a constant, one 1 a row
 * @param sum the result
 */
record ColumnSumStage(Value x, Value ones, Value sum) implements Stage {

  static ColumnSumStage of(Value x, Value sum) {
    return new ColumnSumStage(x, Value.constant(Nd4j.ones(x.type(), x.shape()[0])), sum);
  }

  /** Whether the rows of one are summed up to the other. */
  static boolean takes(Value x, Value sum) {
    return (x.type() == DataType.FLOAT || x.type() == DataType.DOUBLE)
        && x.isDense()
        && x.rank() == 2
        && sum.type() == x.type()
        && sum.rank() > 0
        && sum.length() == x.shape()[1]
        && sum.shape()[sum.rank() - 1] == x.shape()[1]
        && x.length() <= Integer.MAX_VALUE;
  }

  @Override
  public List<Value> reads() {
    return List.of(x, ones);
  }

  @Override
  public List<Value> writes() {
    return List.of(sum);
  }

  @Override
  public Kernel kernel(Arena arena) {
    int rows = (int) x.shape()[0];
    int columns = (int) x.shape()[1];
    if (x.type() == DataType.FLOAT) {
      var matrix = arena.floats(x);
      var one = arena.floats(ones);
      var result = arena.floats(sum);
      return () -> openblas_nolapack.cblas_sgemv(
          openblas_nolapack.CblasRowMajor,
          openblas_nolapack.CblasTrans,
          rows,
          columns,
          1,
          matrix,
          columns,
          one,
          1,
          0,
          result,
          1);
    }
    var matrix = arena.doubles(x);
    var one = arena.doubles(ones);
    var result = arena.doubles(sum);
    return () -> openblas_nolapack.cblas_dgemv(
        openblas_nolapack.CblasRowMajor,
        openblas_nolapack.CblasTrans,
        rows,
        columns,
        1,
        matrix,
        columns,
        one,
        1,
        0,
        result,
        1);
  }
}
