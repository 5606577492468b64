package dev.ashlar.graph;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.jspecify.annotations.Nullable;

/**
 * How the elements of an array in float32 lie in memory, as oneDNN describes it: side by side in C
 * order, by strides, or in blocks, some of them filled up with zeros.
 */
final class Layout {
  private final @Nullable dnnl_memory_desc descriptor; // null: of nothing

  /** What a primitive says; null: nothing. */
  Layout(@Nullable dnnl_memory_desc descriptor) {
    this.descriptor = descriptor;
  }

  /** Side by side in C order. */
  static Layout plain(OneDnn owner, long... shape) {
    return strided(owner, shape, strides(shape));
  }

  /** Each dimension's elements so many elements apart. */
  static Layout strided(OneDnn owner, long[] shape, long[] strides) {
    dnnl_memory_desc descriptor = new dnnl_memory_desc();
    int status = dnnl.dnnl_memory_desc_create_with_strides(
        descriptor, shape.length, shape, dnnl.dnnl_f32, strides);
    OneDnn.check(status, "a layout by strides");
    return new Layout(owner.own(descriptor, dnnl::dnnl_memory_desc_destroy));
  }

  /** One that a primitive is to choose. */
  static Layout any(OneDnn owner, long... shape) {
    dnnl_memory_desc descriptor = new dnnl_memory_desc();
    int status = dnnl.dnnl_memory_desc_create_with_tag(
        descriptor, shape.length, shape, dnnl.dnnl_f32, dnnl.dnnl_format_tag_any);
    OneDnn.check(status, "a layout to choose");
    return new Layout(owner.own(descriptor, dnnl::dnnl_memory_desc_destroy));
  }

  private static long[] strides(long[] shape) {
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= shape[i];
    }
    return strides;
  }

  @Nullable
  dnnl_memory_desc descriptor() {
    return descriptor;
  }

  /** How many bytes it takes, the filling included; 0: there is nothing. */
  long bytes() {
    return descriptor == null ? 0 : dnnl.dnnl_memory_desc_get_size(descriptor);
  }

  /** Whether elements lie in the same places. */
  boolean isSameAs(Layout other) {
    return dnnl.dnnl_memory_desc_equal(descriptor, other.descriptor) != 0;
  }
}
