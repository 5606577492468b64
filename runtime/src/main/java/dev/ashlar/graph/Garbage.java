package dev.ashlar.graph;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Memory of arrays that nobody has any more. ND4J gives it back when Java's collector finds their
 * small objects, which it looks for when those fill the heap: the machine's memory, where the
 * elements are, may have ended long before. So the collector is called when many arrays have been
 * handed in or out that it has not found yet. One array of every so many bytes is remembered for
 * that, weakly. Where collections find none of them, as they are a caller's that are used again and
 * again, they become rare, until the process grows.
 *
 * <p>Safe for use by several threads, none of which waits for another.
 */
final class Garbage {
  /** Of the whole process. */
  static final Garbage OF_PROCESS = new Garbage(
      Math.min(512L << 20, Runtime.getRuntime().maxMemory() / 4),
      Garbage::usedHeap,
      Pointer::physicalBytes,
      System::gc);

  private static final int SAMPLES = 8; // before a collection, where arrays are not large
  private static final int LONGEST_PAUSE = 16;
  private static final double GOLDEN_RATIO = 0.618;

  private final long least;
  private final LongSupplier heap;
  private final LongSupplier process;
  private final Runnable collector;
  private final AtomicLong unsampled = new AtomicLong(); // bytes since the last sample
  private final ReentrantLock sampling = new ReentrantLock();
  private volatile long next; // so many bytes from one sample to the next
  private final List<Sample> samples = new ArrayList<>();
  private int pause; // so many collections are left out, after one in vain
  private int leftOut;
  private long wanted; // the process's size from which none is left out

  /** The memory of an array, for all arrays that have come by since the last sample. */
  private static final class Sample extends WeakReference<DataBuffer> {
    private final long bytes;

    Sample(DataBuffer memory, long bytes) {
      super(memory);
      this.bytes = bytes;
    }

    /** Whether the memory has been given back, or will be, as Java has found the array. */
    boolean isFree() {
      DataBuffer memory = get();
      return memory == null || memory.wasClosed();
    }
  }

  /**
   * No array seen yet.
   *
   * @param least how many bytes of arrays are worth a collection, where the heap is smaller; a
   *     collection costs the more, the more there is in the heap
   * @param heap how many bytes of the heap are in use
   * @param process how many bytes of memory the process has
   * @param collector collects garbage
   */
  Garbage(long least, LongSupplier heap, LongSupplier process, Runnable collector) {
    this.least = least;
    this.heap = heap;
    this.process = process;
    this.collector = collector;
    this.next = least / SAMPLES;
  }

  private static long usedHeap() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** Notes an array that its owner may soon have no more use for. */
  void passed(INDArray array) {
    long bytes = array.length() * array.dataType().width();
    if (bytes >= least / SAMPLES) {
      sample(array.data(), bytes);
    } else if (unsampled.addAndGet(bytes) >= next) {
      sample(array.data(), unsampled.getAndSet(0));
    }
  }

  private void sample(@Nullable DataBuffer data, long bytes) {
    if (data == null || bytes == 0 || !sampling.tryLock()) {
      return; // an empty array, or another thread is at it
    }
    try {
      // at uneven distances: arrays come by in turns, and each is to be met
      double part = next / (double) least * SAMPLES + GOLDEN_RATIO;
      next = (long) ((part > 1.5 ? part - 1 : part) * least / SAMPLES);
      boolean isNew =
          remember(data.originalDataBuffer() == null ? data : data.originalDataBuffer(), bytes);
      if (isNew && sum() >= Math.max(least, heap.getAsLong())) {
        collect();
      }
    } finally {
      sampling.unlock();
    }
  }

  private boolean remember(DataBuffer memory, long bytes) {
    for (int i = 0; i < samples.size(); i++) { // without an iterator
      if (samples.get(i).refersTo(memory)) {
        return false; // it comes again
      }
    }
    samples.removeIf(Sample::isFree);
    samples.add(new Sample(memory, bytes));
    return true;
  }

  private long sum() {
    return samples.stream().mapToLong(sample -> sample.bytes).sum();
  }

  private void collect() {
    if (leftOut < pause && process.getAsLong() < wanted) {
      leftOut++;
    } else {
      collector.run();
      boolean found = samples.stream().anyMatch(Sample::isFree);
      pause = found ? 0 : Math.min(LONGEST_PAUSE, Math.max(1, 2 * pause));
      leftOut = 0;
      wanted = process.getAsLong() + least / 2;
    }
    samples.clear(); // who is still there is a caller's, and counts when it comes again
  }
}
