package dev.ashlar.layer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Makes all dimensions but the batch one; see {@link FlattenLayer}. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
@LayerAnnotation(spec = FlattenSpec.class, layer = FlattenLayer.class)
public @interface Flatten {}
