package dev.ashlar.outline;

/**
 * What a model comes to. A parameter that several layers share counts once; a number that does not
 * fit a long is the largest long.
 *
 * @param parameters the number of elements of all parameters whose shape is known
 * @param trainable the number of those that training changes
 * @param bytes their size
 * @param unknownParameters the number of parameters whose shape is not known
 * @param multiplyAdds the number of multiply-adds for one example, as far as it is known
 * @param unknownLayers the number of layers with parameters whose input, and so whose
 *     multiply-adds, are not known
 */
public record OutlineTotals(
    long parameters,
    long trainable,
    long bytes,
    int unknownParameters,
    long multiplyAdds,
    int unknownLayers) {
  static OutlineTotals of(Outline outline) {
    long parameters = 0;
    long trainable = 0;
    long bytes = 0;
    int unknownParameters = 0;
    long multiplyAdds = 0;
    int unknownLayers = 0;
    for (Outline layer : outline.walk().toList()) {
      multiplyAdds = add(multiplyAdds, layer.multiplyAdds());
      unknownLayers += hasUnknownMultiplyAdds(layer) ? 1 : 0;
      for (OutlineParameter parameter : layer.parameters()) {
        if (parameter.sharedWith().isEmpty()) {
          parameters = add(parameters, parameter.elements());
          trainable = add(trainable, parameter.trainable() ? parameter.elements() : 0);
          bytes = add(bytes, parameter.bytes());
          unknownParameters += parameter.shape().isKnown() ? 0 : 1;
        }
      }
    }
    return new OutlineTotals(
        parameters, trainable, bytes, unknownParameters, multiplyAdds, unknownLayers);
  }

  private static long add(long one, long other) {
    return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
  }

  /** Whether a layer, rather than a block, computes with parameters on an input of unknown size. */
  static boolean hasUnknownMultiplyAdds(Outline layer) {
    return layer.children().isEmpty()
        && !layer.parameters().isEmpty()
        && layer.multiplyAdds() == 0
        && !layer.input().isKnown();
  }

  /** {@return {@link #bytes} in megabytes, of a million bytes each} */
  public double megabytes() {
    return bytes / 1e6;
  }
}
