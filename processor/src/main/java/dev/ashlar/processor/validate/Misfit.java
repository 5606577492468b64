package dev.ashlar.processor.validate;

/**
 * A layer that does not fit what reaches it.
 *
 * @param path the layer's structural path
 * @param layer the layer as it is printed
 * @param expected what would fit
 * @param found what reaches it
 * @param through the layers through which it came
 */
record Misfit(String path, String layer, String expected, String found, String through) {}
