package dev.ashlar.graph;

import dev.ashlar.graph.PrimitiveStage.Argument;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.global.dnnl;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A {@link ProductStage} in float32 by oneDNN, the bias in the same pass. The right matrix, where
 * it is a weight that does not change with each run, is kept as oneDNN wants it, and the product is
 * a convolution of 1 × 1, whose kernels come nearer to what the processor can do: of several rows,
 * and with AVX-512 of one. Negative numbers become 0 in a pass of their own, since oneDNN would
 * make 0 of NaN too.
 *
 * @param product the product with its bias
 * @param rectified where negative numbers become 0; null: nowhere
 * @param isShared whether more threads than the calling one share the work
 */
record DenseStage(PrimitiveStage product, @Nullable Value rectified, boolean isShared)
    implements Stage {
  /**
   * For so few multiplications of several rows the calling thread does not wait for another one.
   */
  private static final long SMALL = 1 << 18;

  private static final String NAME = "a product of matrices";

  private static final String KERNEL = "jit_1x1"; // of oneDNN's, for convolutions
  private static final int FEW = 8; // rows

  /** Products of a row and a matrix smaller than this are faster without a second thread. */
  private static final long LARGE_ROW = 3 << 16;

  /**
   * Whether a product is worth a second thread.
   *
   * @param rows how many rows the left matrix has
   * @param numbers how many elements the right one has
   */
  static boolean isLarge(long rows, long numbers) {
    return rows > 1 || numbers >= LARGE_ROW;
  }

  /** The same by oneDNN; null where it does not do it, or not faster. */
  static @Nullable Stage of(ProductStage stage, Layouts layouts) {
    long numbers = (long) stage.inner() * stage.columns();
    if (stage.z().type() != DataType.FLOAT || !isLarge(stage.rows(), numbers)) {
      return null;
    }
    boolean kept = stage.b().fixed() != null && !layouts.givesOneLike(stage.b());
    boolean shared = stage.rows() == 1 || stage.rows() * numbers > SMALL;
    boolean convolved = kept && !stage.transposedA() && (stage.rows() > 1 || OneDnn.hasAvx512());
    OneDnn owner = layouts.owner();
    Form form = convolved ? Form.convolution(stage, owner) : Form.matrices(stage, owner, kept);
    Primitive primitive;
    if (!shared) {
      Threads.one(); // what oneDNN makes, it makes for as many as it finds
    }
    try {
      primitive = convolved
          ? Primitive.by(
              first -> fastest(first, stage.rows()),
              owner,
              NAME,
              PostOps.none(),
              form.description())
          : Primitive.of(owner, NAME, form.description());
    } catch (OneDnnException refused) {
      return null; // OpenBLAS does it
    } finally {
      Threads.all();
    }
    stage.reads().forEach(layouts::plain);
    List<Argument> inputs = new ArrayList<>();
    inputs.add(new Argument(dnnl.DNNL_ARG_SRC, stage.a(), form.a()));
    inputs.add(weights(stage, layouts, form.b(), primitive.weights()));
    if (stage.bias() != null) {
      inputs.add(new Argument(dnnl.DNNL_ARG_BIAS, stage.bias(), form.bias()));
    }
    Layout plain = Layout.plain(owner, stage.z().shape());
    Value z = layouts.write(dnnl.DNNL_ARG_DST, stage.z(), plain).value();
    PrimitiveStage product =
        PrimitiveStage.of(primitive, inputs, List.of(new Argument(dnnl.DNNL_ARG_DST, z, form.z())));
    return new DenseStage(product, stage.relu() ? stage.z() : null, shared);
  }

  /**
   * The fastest of oneDNN's kernels for so many rows: its first choice is for few rows on AVX2, and
   * for more on AVX-512.
   */
  private static String fastest(String first, int rows) {
    String registers = rows > FEW ? Primitive.AVX2 : Primitive.AVX512;
    return first.endsWith(registers) ? KERNEL + registers : first;
  }

  /** How oneDNN is to see the matrices, and what it is told to do with them. */
  private record Form(
      Layout a, Layout b, Layout bias, Layout z, Primitive.Description description) {

    static Form matrices(ProductStage stage, OneDnn owner, boolean kept) {
      Layout a = layout(owner, stage.a(), stage.transposedA());
      Layout b = layout(owner, stage.b(), stage.transposedB());
      Layout bias = Layout.plain(owner, 1, stage.columns());
      Layout z = Layout.plain(owner, stage.z().shape());
      Layout wanted = kept ? Layout.any(owner, stage.inner(), stage.columns()) : b;
      return new Form(
          a,
          b,
          bias,
          z,
          (descriptor, attributes) -> dnnl.dnnl_matmul_primitive_desc_create(
              descriptor,
              OneDnn.engine(),
              a.descriptor(),
              wanted.descriptor(),
              stage.bias() == null ? null : bias.descriptor(),
              z.descriptor(),
              attributes));
    }

    /** An image whose pixels are the rows, their channels side by side, and windows of 1 × 1. */
    static Form convolution(ProductStage stage, OneDnn owner) {
      Layout a = image(owner, stage.rows(), stage.inner());
      long[] kernels = {stage.columns(), stage.inner(), 1, 1};
      Layout b = Layout.strided(
          owner,
          kernels,
          stage.transposedB()
              ? new long[] {stage.inner(), 1, 1, 1}
              : new long[] {1, stage.columns(), 1, 1});
      Layout bias = Layout.plain(owner, stage.columns());
      Layout z = image(owner, stage.rows(), stage.columns());
      return new Form(
          a,
          b,
          bias,
          z,
          (descriptor, attributes) -> dnnl.dnnl_convolution_forward_primitive_desc_create(
              descriptor,
              OneDnn.engine(),
              dnnl.dnnl_forward_inference,
              dnnl.dnnl_convolution_direct,
              a.descriptor(),
              Layout.any(owner, kernels).descriptor(),
              stage.bias() == null ? null : bias.descriptor(),
              z.descriptor(),
              new long[] {1, 1},
              new long[2],
              new long[2],
              new long[2],
              attributes));
    }

    private static Layout image(OneDnn owner, long rows, long channels) {
      return Layout.strided(owner, new long[] {1, channels, rows, 1}, new long[] {
        rows * channels, 1, channels, channels
      });
    }

    private static Layout layout(OneDnn owner, Value matrix, boolean transposed) {
      long[] shape = matrix.shape();
      return transposed
          ? Layout.strided(owner, new long[] {shape[1], shape[0]}, new long[] {1, shape[1]})
          : Layout.plain(owner, shape);
    }
  }

  private static Argument weights(
      ProductStage stage, Layouts layouts, Layout given, Layout wanted) {
    if (wanted.isSameAs(given)) {
      return new Argument(dnnl.DNNL_ARG_WEIGHTS, stage.b(), given);
    }
    Value packed = Value.kept(wanted, stage.inner(), stage.columns());
    layouts.add(ReorderStage.of(layouts.owner(), stage.b(), given, packed, wanted));
    return new Argument(dnnl.DNNL_ARG_WEIGHTS, packed, wanted);
  }

  @Override
  public List<Value> reads() {
    return product.reads();
  }

  @Override
  public List<Value> writes() {
    return product.writes();
  }

  @Override
  public boolean isAlone() {
    return !isShared; // a primitive made for one thread has scratch memory for one
  }

  @Override
  public Kernel kernel(Arena arena) {
    if (!isShared) {
      Threads.one(); // or oneDNN may give a primitive that it has made before, for more
    }
    Kernel kernel = product.kernel(arena);
    Threads.all();
    if (rectified == null) {
      return kernel;
    }
    Kernel after = Rectifier.forward(arena.floatBuffer(rectified), (int) rectified.length());
    return () -> {
      kernel.run();
      after.run();
    };
  }
}
