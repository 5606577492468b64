package dev.ashlar.layer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The largest element of each channel of an image; see {@link GlobalMaxPool2DLayer}. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
@LayerAnnotation(spec = GlobalMaxPool2DSpec.class, layer = GlobalMaxPool2DLayer.class)
public @interface GlobalMaxPool2D {}
