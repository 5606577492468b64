package dev.ashlar.layer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The mean of each channel of an image; see {@link GlobalAvgPool2DLayer}. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
@LayerAnnotation(spec = GlobalAvgPool2DSpec.class, layer = GlobalAvgPool2DLayer.class)
public @interface GlobalAvgPool2D {}
