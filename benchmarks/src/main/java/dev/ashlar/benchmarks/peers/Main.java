package dev.ashlar.benchmarks.peers;

/** Ashlar beside other libraries, on this machine. */
public final class Main {
  private Main() {}

  /** Measures. */
  public static void main(String[] arguments) {
    System.out.println(Machine.here());
  }
}
