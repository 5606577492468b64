package dev.ashlar.layer;

import java.util.Locale;

/** A function applied to each element. The first five have Gluon's names and formulas. */
public enum Activation {
  /** {@code x}. */
  NONE,
  /** {@code max(x, 0)}. */
  RELU,
  /** {@code 1 / (1 + exp(-x))}. */
  SIGMOID,
  /** {@code (exp(x) - exp(-x)) / (exp(x) + exp(-x))}. */
  TANH,
  /** {@code log(1 + exp(x))}. */
  SOFTRELU,
  /** {@code x / (1 + |x|)}. */
  SOFTSIGN,
  /**
   * {@code x · Φ(x)}, Φ the distribution function of N(0, 1). Hendrycks and Gimpel,
   * arXiv:1606.08415.
   */
  GELU,
  /** {@code x / (1 + exp(-x))}. Ramachandran, Zoph and Le, arXiv:1710.05941. */
  SWISH,
  /**
   * {@code x} where {@code x > 0}, else {@code exp(x) - 1}. Clevert, Unterthiner and Hochreiter,
   * arXiv:1511.07289.
   */
  ELU,
  /**
   * {@code λ·x} where {@code x > 0}, else {@code λ·α·(exp(x) - 1)}. Klambauer et al.,
   * arXiv:1706.02515.
   */
  SELU;

  /** The name in Gluon's spelling, {@code relu}: also the hint of an activation layer. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
