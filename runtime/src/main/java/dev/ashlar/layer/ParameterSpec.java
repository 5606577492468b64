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
  /**
   * {@return a trained parameter that starts as the network's initializer says}
   *
   * @param name the parameter's own name
   * @param shape the shape, as far as it is known
   */
  public static ParameterSpec weight(String name, Shape shape) {
    return new ParameterSpec(name, shape, Optional.empty(), true);
  }

  /**
   * {@return a parameter that starts with one value everywhere}
   *
   * @param name the parameter's own name
   * @param shape the shape, as far as it is known
   * @param value what every element is at first
   * @param trainable whether training changes it
   */
  public static ParameterSpec constant(String name, Shape shape, double value, boolean trainable) {
    return new ParameterSpec(name, shape, Optional.of(Initializer.constant(value)), trainable);
  }
}
