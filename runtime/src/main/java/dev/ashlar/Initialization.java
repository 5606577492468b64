package dev.ashlar;

import dev.ashlar.graph.Weight;
import dev.ashlar.init.Initializer;
import dev.ashlar.shape.Shape;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Where a network's first values come from: each parameter's from the seed and its structural name
 * alone, so that they are the same whatever else the network holds, and whenever its shape becomes
 * known.
 *
 * @param seed the seed
 * @param initializer the rule for parameters that bring none of their own
 */
record Initialization(long seed, Initializer initializer) {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  Initialization {
    Objects.requireNonNull(initializer, "initializer");
  }

  /**
   * Tries the rule, so that an error comes before anything is changed.
   *
   * @throws IllegalArgumentException if the rule cannot fill an array of that rank; the message
   *     names the parameter
   */
  void check(Parameter parameter) {
    if (parameter.shape().hasRank()) {
      long[] ones = new long[parameter.shape().rank()];
      Arrays.fill(ones, 1);
      values(parameter, Shape.of(ones), new SplittableRandom(seed));
    }
  }

  /**
   * Gives a parameter, whose shape is known, its first values.
   *
   * @param structuralName its first structural name
   */
  void fill(Parameter parameter, String structuralName) {
    Shape shape = parameter.shape();
    SplittableRandom random = new SplittableRandom(mix(mix(seed) ^ hash(structuralName)));
    parameter.set(Nd4j.create(
        values(parameter, shape, random), shape.sizes(), Weight.dataType(parameter.dtype())));
  }

  private double[] values(Parameter parameter, Shape shape, SplittableRandom random) {
    try {
      return parameter.initializer().orElse(initializer).fill(shape, random);
    } catch (IllegalArgumentException refused) {
      throw new IllegalArgumentException(parameter + ": " + refused.getMessage(), refused);
    }
  }

  // FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv
  private static long hash(String name) {
    long hash = FNV_OFFSET;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    return hash;
  }

  // The finalizer of SplitMix64, Stafford's variant 13: one bit changed changes half of the
  // result's.
  private static long mix(long bits) {
    long mixed = bits;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
