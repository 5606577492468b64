package dev.ashlar.benchmarks.peers.library;

/** A task ready to be run. */
public interface Work {

  /** Does it so many times. Results stay in the library's own memory. */
  void run(int times) throws Exception;

  /**
   * What the model now gives for the task's inputs, row by row; after training it is the trained
   * model's.
   */
  float[] result() throws Exception;
}
