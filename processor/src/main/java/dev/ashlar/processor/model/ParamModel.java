package dev.ashlar.processor.model;

import dev.ashlar.shape.DType;
import dev.ashlar.shape.Shape;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A block's own parameter.
 *
 * @param field the field that holds it
 * @param site the field; the block's class, if it inherits the field from a jar
 * @param name its own name
 * @param formerNames those that it had before, the latest first
 * @param shape its shape
 * @param dtype the type of its elements
 * @param constant what every element starts with; empty if the network's initializer decides
 * @param trainable whether training changes it
 */
public record ParamModel(
    String field,
    Site site,
    String name,
    List<String> formerNames,
    Shape shape,
    DType dtype,
    OptionalDouble constant,
    boolean trainable) {}
