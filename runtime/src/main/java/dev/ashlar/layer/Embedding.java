package dev.ashlar.layer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Turns indices into vectors that are learnt; see {@link EmbeddingLayer} for the formula. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
@LayerAnnotation(spec = EmbeddingSpec.class, layer = EmbeddingLayer.class)
public @interface Embedding {
  /** {@return how many indices there are, at least 1} */
  int inputDim();

  /** {@return the size of the vectors, at least 1} */
  int outputDim();
}
