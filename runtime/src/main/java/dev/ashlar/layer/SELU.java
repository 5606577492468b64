package dev.ashlar.layer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Bends and scales numbers so that deep networks keep mean 0 and variance 1; see {@link SELULayer}
 * for the formula.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
@LayerAnnotation(spec = SELUSpec.class, layer = SELULayer.class)
public @interface SELU {}
