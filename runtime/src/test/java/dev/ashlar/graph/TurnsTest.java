package dev.ashlar.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static final int ONE = 0;
  private static final int OTHER = 1;
  private static final int WORKERS = 4;
  private static final int REPEATED = 3_000;

  /** A thread that works until it is let go. */
  private static final class Worker extends Thread {
    private final Turns turns;
    private final int kind;
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    Worker(Turns turns, int kind) {
      this.turns = turns;
      this.kind = kind;
      setDaemon(true);
      start();
    }

    @Override
    public void run() {
      turns.enter(kind);
      entered.countDown();
      awaited(done);
      turns.leave();
    }

    Worker inside() {
      awaited(entered);
      return this;
    }

    Worker waiting() {
      while (getState() != State.WAITING) {
        Thread.onSpinWait();
      }
      assertThat(entered.getCount()).isOne();
      return this;
    }

    void end() throws InterruptedException {
      done.countDown();
      join();
    }

    private static void awaited(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
    }
  }

  @Test
  void workOfOneKindIsDoneTogether() throws InterruptedException {
    List<Integer> changes = new ArrayList<>();
    Turns turns = new Turns(2, changes::add);

    Worker first = new Worker(turns, OTHER).inside();
    Worker second = new Worker(turns, OTHER).inside();
    second.end();
    first.end();
    new Worker(turns, OTHER).inside().end();

    assertThat(changes).containsExactly(OTHER);
  }

  @Test
  void whoComesAfterAnotherKindWaitsForItsTurn() throws InterruptedException {
    List<Integer> changes = new ArrayList<>();
    Turns turns = new Turns(2, changes::add);

    Worker first = new Worker(turns, ONE).inside();
    Worker other = new Worker(turns, OTHER).waiting();
    Worker alike = new Worker(turns, OTHER).waiting();
    Worker newcomer = new Worker(turns, ONE).waiting(); // or the others might never have a turn
    first.end();
    other.inside();
    alike.inside();
    newcomer.waiting();
    other.end();
    newcomer.waiting();
    alike.end();
    newcomer.inside().end();

    assertThat(changes).containsExactly(ONE, OTHER, ONE);
  }

  @Test
  void theKindsNeverMeet() throws InterruptedException {
    AtomicInteger[] atWork = {new AtomicInteger(), new AtomicInteger()};
    AtomicInteger met = new AtomicInteger();
    Turns turns = new Turns(2, kind -> met.addAndGet(atWork[ONE].get() + atWork[OTHER].get()));
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < WORKERS; i++) {
      int kind = i % 2;
      threads.add(new Thread(() -> {
        for (int k = 0; k < REPEATED; k++) {
          turns.enter(kind);
          atWork[kind].incrementAndGet();
          met.addAndGet(atWork[1 - kind].get());
          atWork[kind].decrementAndGet();
          turns.leave();
        }
      }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(met).hasValue(0);
  }
}
