package dev.ashlar.graph;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/**
 * Work of several kinds, of which one at a time is done, by any number of threads. Who comes while
 * another kind is at work closes the door to that kind's newcomers, and goes in with all that wait
 * for the same when the last one has left; so every kind has its turn. Who finds its own kind at
 * work, or nobody after it, goes in by one atomic operation.
 */
final class Turns {
  private static final int CLOSED = 1 << 31;
  private static final int KIND = 1 << 24; // the kinds' numbers, from 1, are multiples of this
  private static final int COUNT = KIND - 1;

  private final IntConsumer change;
  private final AtomicInteger state = new AtomicInteger(); // closed, kind, how many are at work
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final int[] waiting; // by kind
  private final long[] turns; // by kind, how many it has had after waiting

  /**
   * Nobody is at work.
   *
   * @param kinds how many kinds there are
   * @param change is told of a kind before its turn begins, while nobody is at work
   */
  Turns(int kinds, IntConsumer change) {
    this.change = change;
    this.waiting = new int[kinds];
    this.turns = new long[kinds];
  }

  /**
   * Waits until the kind has its turn. Not for who is at work already.
   *
   * @param kind from 0
   */
  void enter(int kind) {
    if (!entered(kind)) {
      enterLater(kind);
    }
  }

  /** Whether the door was open to that kind. */
  private boolean entered(int kind) {
    int now = state.get();
    while (now / KIND == kind + 1) { // less than 0 where it is closed
      if (state.compareAndSet(now, now + 1)) {
        return true;
      }
      now = state.get();
    }
    return false;
  }

  private void enterLater(int kind) {
    lock.lock();
    try {
      if (entered(kind)) {
        return;
      }
      waiting[kind]++;
      long before = turns[kind];
      while (turns[kind] == before) {
        int now = state.updateAndGet(open -> open | CLOSED);
        boolean isTurn = (now & ~CLOSED) / KIND == kind + 1;
        if ((now & COUNT) == 0 && !isTurn) {
          begin(kind);
        } else {
          changed.awaitUninterruptibly();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void begin(int kind) {
    change.accept(kind);
    turns[kind]++;
    state.set((kind + 1) * KIND + waiting[kind]);
    waiting[kind] = 0;
    changed.signalAll(); // the others close the door again
  }

  /** The work is done. */
  void leave() {
    int now = state.decrementAndGet();
    if (now < 0 && (now & COUNT) == 0) {
      lock.lock();
      try {
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }
}
