package dev.ashlar;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Which parameters a training is changing now, and which none may change for a while. */
final class Trainings {
  private static final Trainings ALL = new Trainings();

  private final Map<Parameter, Thread> trained = new IdentityHashMap<>();
  private final Map<Parameter, Integer> atRest = new IdentityHashMap<>(); // how many rely on it

  private Trainings() {}

  /**
   * Trains, when nobody relies on the parameters being at rest any more.
   *
   * @throws IllegalStateException if another thread is training one of them
   */
  static <T> T train(Collection<Parameter> parameters, Supplier<T> work) {
    List<Parameter> begun = ALL.begin(parameters);
    try {
      return work.get();
    } finally {
      ALL.end(begun);
    }
  }

  /**
   * Does something that relies on the parameters being at rest.
   *
   * @throws IllegalStateException if another thread is training one of them
   */
  static <T> T rest(Collection<Parameter> parameters, Supplier<T> work) {
    ALL.hold(parameters);
    try {
      return work.get();
    } finally {
      ALL.release(parameters);
    }
  }

  // Of those that this thread trains already, as a listener that trains does, none begins anew.
  private synchronized List<Parameter> begin(Collection<Parameter> parameters) {
    boolean interrupted = false;
    while (parameters.stream().anyMatch(atRest::containsKey)) {
      try {
        wait();
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    requireOwn(parameters);
    List<Parameter> begun = new ArrayList<>();
    for (Parameter parameter : parameters) {
      if (trained.putIfAbsent(parameter, Thread.currentThread()) == null) {
        begun.add(parameter);
      }
    }
    return begun;
  }

  private synchronized void end(List<Parameter> parameters) {
    parameters.forEach(trained::remove);
  }

  private synchronized void hold(Collection<Parameter> parameters) {
    requireOwn(parameters);
    parameters.forEach(parameter -> atRest.merge(parameter, 1, Integer::sum));
  }

  private synchronized void release(Collection<Parameter> parameters) {
    parameters.forEach(parameter ->
        atRest.computeIfPresent(parameter, (same, count) -> count == 1 ? null : count - 1));
    notifyAll();
  }

  private void requireOwn(Collection<Parameter> parameters) {
    for (Parameter parameter : parameters) {
      Thread trainer = trained.get(parameter);
      if (trainer != null && trainer != Thread.currentThread()) {
        throw new IllegalStateException(
            parameter + " is being trained in the thread '" + trainer.getName()
                + "': do this in a listener of that training, or when it has ended");
      }
    }
  }
}
