package dev.ashlar.layer;

import dev.ashlar.init.Initializer;
import dev.ashlar.shape.Shape;
import java.util.Optional;

/**
 * A parameter as a layer declares it.
 *
 * @param name its own name: {@code weight}, {@code bias}, …
 * @param shape its shape, as far as it is known
 * @param initializer its first values; empty where the network's initializer decides
 * @param trainable whether training changes it
 */
public record ParameterSpec(
    String name, Shape shape, Optional<Initializer> initializer, boolean trainable) {
  /** A trained parameter that starts as the network's initializer says. */
  public static ParameterSpec weight(String name, Shape shape) {
    return new ParameterSpec(name, shape, Optional.empty(), true);
  }

  /** A parameter that starts with one value everywhere. */
  public static ParameterSpec constant(String name, Shape shape, double value, boolean trainable) {
    return new ParameterSpec(name, shape, Optional.of(Initializer.constant(value)), trainable);
  }
}
