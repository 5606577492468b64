package dev.ashlar.file;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * Asks Linux to back fresh memory with pages of 2 MB instead of 4 KB, since handing out a quarter
 * of a million pages takes longer than filling a gigabyte. It needs Java 22 or newer, which can
 * call the system; elsewhere memory is what it is.
 */
final class LargePages {
  private static final long ALIGNMENT = 64;
  private static final long PAGE = 1L << 21;
  private static final int MADV_HUGEPAGE = 14; // Linux: sys/mman.h
  private static final @Nullable MethodHandle MADVISE = madvise(); // null: not here

  private LargePages() {}

  /**
   * Fresh memory, aligned for any vector instruction; it is freed when no array holds it any more.
   *
   * @throws OutOfMemoryError if there is none
   */
  static BytePointer allocate(long bytes) {
    BytePointer memory = new BytePointer(bytes + ALIGNMENT);
    adviseFor(memory.address(), bytes);
    return memory.getPointer(-memory.address() & (ALIGNMENT - 1)).limit(bytes);
  }

  // All large pages that lie inside this memory.
  private static void adviseFor(long address, long bytes) {
    long from = (address + PAGE - 1) / PAGE * PAGE;
    long to = (address + bytes) / PAGE * PAGE;
    if (MADVISE == null || to <= from) {
      return;
    }
    try {
      // A refusal (no such pages, none left) changes nothing.
      int refused = (int) MADVISE.invokeExact(from, to - from, MADV_HUGEPAGE);
      assert refused <= 0;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  // By reflection, since the code is Java 17, which has none of these classes.
  private static @Nullable MethodHandle madvise() {
    if (!System.getProperty("os.name").equals("Linux") || Runtime.version().feature() < 22) {
      return null;
    }
    try {
      Class<?> linker = foreign("Linker");
      Class<?> layout = foreign("MemoryLayout");
      Class<?> function = foreign("FunctionDescriptor");
      Object system = linker.getMethod("nativeLinker").invoke(null);
      Object lookup = linker.getMethod("defaultLookup").invoke(system);
      Optional<?> madvise = (Optional<?>)
          foreign("SymbolLookup").getMethod("find", String.class).invoke(lookup, "madvise");
      Object int64 = foreign("ValueLayout").getField("JAVA_LONG").get(null);
      Object int32 = foreign("ValueLayout").getField("JAVA_INT").get(null);
      Object arguments = Array.newInstance(layout, 3);
      Array.set(arguments, 0, int64);
      Array.set(arguments, 1, int64);
      Array.set(arguments, 2, int32);
      Object signature =
          function.getMethod("of", layout, arguments.getClass()).invoke(null, int32, arguments);
      Object options = Array.newInstance(foreign("Linker$Option"), 0);
      return (MethodHandle) linker
          .getMethod("downcallHandle", foreign("MemorySegment"), function, options.getClass())
          .invoke(system, madvise.orElseThrow(), signature, options);
    } catch (ReflectiveOperationException | RuntimeException notAllowed) {
      return null; // as where the JVM forbids native access
    }
  }

  private static Class<?> foreign(String name) throws ClassNotFoundException {
    return Class.forName("java.lang.foreign." + name);
  }
}
