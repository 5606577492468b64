package dev.ashlar.graph;

import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * An operation of oneDNN for given shapes, for which it has chosen an implementation and the
 * layouts of what it reads and writes. Its scratch memory is the plan's.
 */
final class Primitive {
  /** The end of the names of oneDNN's implementations for these registers. */
  static final String AVX2 = ":avx2";

  static final String AVX512 = ":avx512_core";

  private final OneDnn owner;
  private final String name;
  private final dnnl_primitive_desc descriptor;

  /** A function of oneDNN that describes a primitive. */
  @FunctionalInterface
  interface Description {
    /** Fills the descriptor and returns a status. */
    int describe(dnnl_primitive_desc descriptor, dnnl_primitive_attr attributes);
  }

  private Primitive(OneDnn owner, String name, dnnl_primitive_desc descriptor) {
    this.owner = owner;
    this.name = name;
    this.descriptor = descriptor;
  }

  /**
   * A primitive.
   *
   * @param name what it is, for errors
   * @param after what is done with each element of the result
   * @throws OneDnnException if oneDNN has no implementation
   */
  static Primitive of(OneDnn owner, String name, PostOps after, Description description) {
    return of(owner, name, after, description, descriptor -> {});
  }

  /**
   * The same, by another one of oneDNN's implementations where it has that for this.
   *
   * @param choice from the name of oneDNN's first choice, as {@code brgconv_1x1:avx2}, to the name
   *     of the wanted one
   */
  static Primitive by(
      UnaryOperator<String> choice,
      OneDnn owner,
      String name,
      PostOps after,
      Description description) {
    try {
      return of(owner, name, after, description, descriptor -> choose(choice, descriptor));
    } catch (OneDnnException none) {
      return of(owner, name, after, description);
    }
  }

  private static void choose(UnaryOperator<String> choice, dnnl_primitive_desc descriptor) {
    String wanted = choice.apply(implementation(descriptor));
    while (!wanted.equals(implementation(descriptor))) {
      OneDnn.check(dnnl.dnnl_primitive_desc_next_impl(descriptor), wanted);
    }
  }

  private static String implementation(dnnl_primitive_desc descriptor) {
    try (PointerPointer<BytePointer> name = new PointerPointer<>(1)) {
      OneDnn.check(
          dnnl.dnnl_primitive_desc_query(descriptor, dnnl.dnnl_query_impl_info_str, 0, name),
          "the name of an implementation");
      return name.get(BytePointer.class).getString();
    }
  }

  private static Primitive of(
      OneDnn owner,
      String name,
      PostOps after,
      Description description,
      Consumer<dnnl_primitive_desc> choice) {
    dnnl_primitive_attr attributes = new dnnl_primitive_attr();
    OneDnn.check(dnnl.dnnl_primitive_attr_create(attributes), "attributes of " + name);
    try {
      OneDnn.check(
          dnnl.dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl.dnnl_scratchpad_mode_user),
          "scratch memory of " + name);
      after.addTo(attributes);
      dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
      OneDnn.check(description.describe(descriptor, attributes), name);
      owner.own(descriptor, dnnl::dnnl_primitive_desc_destroy);
      choice.accept(descriptor);
      return new Primitive(owner, name, descriptor);
    } finally {
      dnnl.dnnl_primitive_attr_destroy(attributes);
    }
  }

  /** {@link #of(OneDnn, String, PostOps, Description)} with nothing done afterwards. */
  static Primitive of(OneDnn owner, String name, Description description) {
    return of(owner, name, PostOps.none(), description);
  }

  /** What copies an array from one layout to another. */
  static Primitive reorder(OneDnn owner, Layout from, Layout to) {
    return of(
        owner,
        "a change of layout",
        (descriptor, attributes) -> dnnl.dnnl_reorder_primitive_desc_create(
            descriptor,
            from.descriptor(),
            OneDnn.engine(),
            to.descriptor(),
            OneDnn.engine(),
            attributes));
  }

  OneDnn owner() {
    return owner;
  }

  String name() {
    return name;
  }

  dnnl_primitive_desc descriptor() {
    return descriptor;
  }

  /** The layout of the first array that it reads. */
  Layout source() {
    return layout(dnnl.dnnl_query_src_md);
  }

  /** The layout of the weights. */
  Layout weights() {
    return layout(dnnl.dnnl_query_weights_md);
  }

  /** The layout of the result. */
  Layout destination() {
    return layout(dnnl.dnnl_query_dst_md);
  }

  /** The layout of the scratch memory. */
  Layout scratchpad() {
    return layout(dnnl.dnnl_query_scratchpad_md);
  }

  /** A layout that it has chosen, by oneDNN's number for what is asked. */
  Layout layout(int query) {
    return new Layout(dnnl.dnnl_primitive_desc_query_md(descriptor, query, 0));
  }

  /** The layout of an argument by its number, one of {@code DNNL_ARG_…}. */
  Layout argument(int number) {
    return new Layout(
        dnnl.dnnl_primitive_desc_query_md(descriptor, dnnl.dnnl_query_exec_arg_md, number));
  }

  /** Whether oneDNN does what is asked for. */
  static boolean isThere(Supplier<Primitive> primitive) {
    try {
      primitive.get();
      return true;
    } catch (OneDnnException refused) {
      return false; // another kernel does it
    }
  }

  /** What can be executed. */
  dnnl_primitive create() {
    dnnl_primitive primitive = new dnnl_primitive();
    OneDnn.check(dnnl.dnnl_primitive_create(primitive, descriptor), name);
    return owner.own(primitive, dnnl::dnnl_primitive_destroy);
  }
}
