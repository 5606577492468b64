package dev.ashlar.processor.model;

import dev.ashlar.layer.LayerSpec;
import java.util.List;

/**
 * A layer as its annotation describes it.
 *
 * @param spec what it does to names and shapes
 * @param layerClass the class that computes it
 * @param factory the name of the static method of that class which makes it
 * @param settings what the annotation says
 */
public record LayerModel(
    LayerSpec spec, ClassRef layerClass, String factory, List<Setting> settings) {
  /**
   * A member of the annotation that has a value in the source.
   *
   * @param name its name
   * @param required whether it has no default
   * @param value a number, a boolean, a string, a {@link Constant}, or a list of integers
   */
  public record Setting(String name, boolean required, Object value) {}

  /**
   * A constant of an enum.
   *
   * @param enumClass the enum
   * @param name the constant's
   */
  public record Constant(ClassRef enumClass, String name) {}
}
