package dev.ashlar.checkpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Threads that share the work of a large load, since the system takes longer to hand out fresh
 * memory than to fill it; none for a small one. Nobody interrupts them, as could be done to the
 * caller's, which would close the files.
 */
final class Workers implements AutoCloseable {
  private static final long LARGE = 1L << 24;
  private static final int MOST = 4;

  private final Executor executor;
  private final List<CompletableFuture<Void>> tasks = new ArrayList<>();
  private final AtomicBoolean failed = new AtomicBoolean();

  private Workers(Executor executor) {
    this.executor = executor;
  }

  /** As many as so many bytes need. */
  static Workers forBytes(long bytes) {
    return new Workers(
        bytes < LARGE
            ? Runnable::run
            : Executors.newFixedThreadPool(
                Math.min(MOST, Math.max(2, Runtime.getRuntime().availableProcessors())),
                Workers::thread));
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "ashlar-load");
    thread.setDaemon(true);
    return thread;
  }

  interface Task {
    void run() throws IOException;
  }

  /** Begins a task, unless another one has failed. */
  void add(Task task) {
    addAfter(CompletableFuture.completedFuture(null), task);
  }

  /** The same, once another task is done. */
  CompletableFuture<Void> addAfter(CompletableFuture<Void> other, Task task) {
    CompletableFuture<Void> added = other.thenRunAsync(() -> run(task), executor);
    tasks.add(added);
    return added;
  }

  private void run(Task task) {
    if (failed.get()) {
      return;
    }
    boolean done = false;
    try {
      task.run();
      done = true;
    } catch (IOException failure) {
      throw new CompletionException(failure);
    } finally {
      if (!done) {
        failed.set(true);
      }
    }
  }

  /** Waits for all tasks; throws what one of them threw. Others may be added afterwards. */
  void await() throws IOException {
    Throwable first = null;
    for (CompletableFuture<Void> task : tasks) {
      try {
        task.join();
      } catch (CompletionException failure) {
        first = first == null ? failure.getCause() : first;
      }
    }
    tasks.clear();
    failed.set(false);
    if (first instanceof IOException failure) {
      throw failure;
    }
    if (first instanceof RuntimeException failure) {
      throw failure;
    }
    if (first instanceof Error failure) {
      throw failure;
    }
  }

  @Override
  public void close() {
    if (executor instanceof ExecutorService threads) {
      threads.shutdown();
    }
  }
}
