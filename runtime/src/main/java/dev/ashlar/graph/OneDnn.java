package dev.ashlar.graph;

import java.lang.ref.Cleaner;
import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;

/**
 * oneDNN, and what a plan has made by it: layouts, primitives, memory objects. Closing destroys all
 * of that, the newest first; so does the garbage collector for who forgets.
 *
 * <p>To be made and closed by any thread, to be used by one at a time. The library is not ND4J's
 * own oneDNN, which is of 2022; the two live side by side.
 */
final class OneDnn implements Plan.Closing {
  private static final Cleaner CLEANER = Cleaner.create();

  private final Handles handles = new Handles();
  private final Cleaner.Cleanable cleanable = CLEANER.register(this, handles);
  private final dnnl_stream stream = new dnnl_stream();

  /** The library itself, loaded when it is first used. */
  private static final class Library {
    private static final dnnl_engine ENGINE = engine();

    private static dnnl_engine engine() {
      Loader.load(dnnl.class);
      dnnl_engine engine = new dnnl_engine();
      check(dnnl.dnnl_engine_create(engine, dnnl.dnnl_cpu, 0), "an engine");
      return engine;
    }
  }

  /** Whether the library has natives for this machine; they are loaded when that is first asked. */
  private static final class Availability {
    private static final boolean AVAILABLE = isLoaded();

    private static boolean isLoaded() {
      try {
        return !Library.ENGINE.isNull();
      } catch (LinkageError missing) {
        NativeLibraries.warnOfSlowerKernels(missing);
        return false;
      }
    }
  }

  /** What destroys a native thing. */
  @FunctionalInterface
  interface Destructor<T extends Pointer> {
    int destroy(T handle);
  }

  /** What is to be destroyed. It does not know the {@link OneDnn}, which may so be collected. */
  private static final class Handles implements Runnable {
    private final Deque<Runnable> destructors = new ArrayDeque<>();

    @Override
    public synchronized void run() {
      while (!destructors.isEmpty()) {
        destructors.pop().run();
      }
    }

    private synchronized void push(Runnable destructor) {
      destructors.push(destructor);
    }
  }

  /**
   * Nothing made yet.
   *
   * @throws LinkageError unless it {@linkplain #isAvailable() is available}
   */
  OneDnn() {
    int flags = dnnl.dnnl_stream_default_flags;
    check(dnnl.dnnl_stream_create(stream, engine(), flags), "a stream");
    own(stream, dnnl::dnnl_stream_destroy);
  }

  /** Whether there are natives for this machine on the class path. */
  static boolean isAvailable() {
    return Availability.AVAILABLE;
  }

  /** The processor, for oneDNN. */
  static dnnl_engine engine() {
    return Library.ENGINE;
  }

  /** Whether it has kernels for the processor's AVX-512. */
  static boolean hasAvx512() {
    int wanted = dnnl.dnnl_cpu_isa_avx512_core;
    return (dnnl.dnnl_get_effective_cpu_isa() & wanted) == wanted;
  }

  /** What primitives are executed in. */
  dnnl_stream stream() {
    return stream;
  }

  /** Keeps a native thing until this is closed, and then destroys it. */
  <T extends Pointer> T own(T handle, Destructor<? super T> destructor) {
    handles.push(() -> destructor.destroy(handle));
    return handle;
  }

  /**
   * Throws unless a function of oneDNN has succeeded.
   *
   * @param what what it should have made or done, for the message
   */
  static void check(int status, String what) {
    if (status != dnnl.dnnl_success) {
      throw new OneDnnException("oneDNN cannot make or run " + what + ": " + reason(status));
    }
  }

  private static String reason(int status) {
    return switch (status) {
      case dnnl.dnnl_out_of_memory -> "out of memory";
      case dnnl.dnnl_invalid_arguments -> "invalid arguments";
      case dnnl.dnnl_unimplemented -> "not implemented";
      case dnnl.dnnl_runtime_error -> "an error while it ran";
      default -> "status " + status;
    };
  }

  @Override
  public void close() {
    cleanable.clean();
  }
}
