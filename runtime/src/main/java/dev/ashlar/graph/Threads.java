package dev.ashlar.graph;

import java.util.Optional;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.jspecify.annotations.Nullable;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Whose threads share the work. oneDNN and ND4J's operations run in OpenMP's pool, OpenBLAS's
 * products in a pool of its own; where both have threads, each waits, spinning, for cores that the
 * other holds, and steps take up to a hundred times as long. So one of them has the cores, and what
 * the other does stays on the calling thread. OpenBLAS's number of threads is one for the whole
 * process, and a sum's last bits may depend on it, so runs of the two kinds take {@link Turns}.
 */
enum Threads {
  /** OpenMP's, for plans of oneDNN. */
  OPENMP,
  /** OpenBLAS's, for everything else. */
  OPENBLAS;

  private static final NativeOps LIBRARY = NativeOpsHolder.getInstance().getDeviceNativeOps();
  private static final int CORES = Runtime.getRuntime().availableProcessors();
  private static final Optional<String> OPENMP_BY_USER =
      Optional.ofNullable(System.getenv("OMP_NUM_THREADS"));
  private static final int ALL = OPENMP_BY_USER.isEmpty() ? CORES : LIBRARY.ompGetMaxThreads();
  private static final int OPENBLAS_THREADS = openblas_nolapack.blas_get_num_threads();

  /** OpenMP keeps a number for each thread that calls it. */
  private static final ThreadLocal<@Nullable Threads> OF_CALLER = new ThreadLocal<>();

  private static final Turns TURNS = new Turns(
      values().length,
      kind ->
          openblas_nolapack.blas_set_num_threads(kind == OPENMP.ordinal() ? 1 : OPENBLAS_THREADS));

  /**
   * Gives the cores to this pool, for what the calling thread runs until it {@linkplain #leave
   * leaves}; waits while others run by the other pool. The environment variable
   * {@code OMP_NUM_THREADS} says how many OpenMP's are; OpenBLAS reads its own when it is loaded.
   */
  void enter() {
    TURNS.enter(ordinal());
    if (OF_CALLER.get() != this) {
      LIBRARY.setOmpNumThreads(this == OPENMP ? ALL : 1);
      OF_CALLER.set(this);
    }
  }

  /** Ends {@link #enter}. */
  static void leave() {
    TURNS.leave();
  }

  /**
   * Within a plan of OpenMP's, keeps what comes next, ND4J's operations, on the calling thread.
   * With more of them ND4J's {@code scatter_add} loses what two threads add to the same row.
   */
  static void one() {
    OF_CALLER.set(null); // the next run sets the number, should this one fail before all()
    LIBRARY.setOmpNumThreads(1);
  }

  /** Ends {@link #one}. */
  static void all() {
    LIBRARY.setOmpNumThreads(ALL);
    OF_CALLER.set(OPENMP);
  }
}
