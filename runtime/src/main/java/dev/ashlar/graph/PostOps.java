package dev.ashlar.graph;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.global.dnnl;

/** What a {@link Primitive} does with each element of its result before it writes it, in order. */
final class PostOps {
  private static final PostOps NONE = new PostOps(List.of());

  private final List<Addition> additions;

  @FunctionalInterface
  private interface Addition {
    int to(dnnl_post_ops operations);
  }

  private PostOps(List<Addition> additions) {
    this.additions = additions;
  }

  /** Nothing. */
  static PostOps none() {
    return NONE;
  }

  /** And then {@code max(x, 0)}. */
  PostOps relu() {
    return eltwise(dnnl.dnnl_eltwise_relu, 0, 0);
  }

  /** And then one of oneDNN's functions of an element. */
  PostOps eltwise(int function, float alpha, float beta) {
    return and(to -> dnnl.dnnl_post_ops_append_eltwise(to, function, alpha, beta));
  }

  /** And then the sum with what stands in the result's place already. */
  PostOps sum() {
    return and(to -> dnnl.dnnl_post_ops_append_sum(to, 1, 0, dnnl.dnnl_f32));
  }

  /** And then the sum with an array, which may have size 1 where the result is larger. */
  PostOps add(Layout array) {
    return and(
        to -> dnnl.dnnl_post_ops_append_binary(to, dnnl.dnnl_binary_add, array.descriptor()));
  }

  private PostOps and(Addition addition) {
    List<Addition> more = new ArrayList<>(additions);
    more.add(addition);
    return new PostOps(more);
  }

  /** How many they are: the next one's number. */
  int count() {
    return additions.size();
  }

  /** Says so to oneDNN. */
  void addTo(dnnl_primitive_attr attributes) {
    if (additions.isEmpty()) {
      return;
    }
    dnnl_post_ops operations = new dnnl_post_ops();
    OneDnn.check(dnnl.dnnl_post_ops_create(operations), "a list of operations");
    try {
      for (Addition addition : additions) {
        OneDnn.check(addition.to(operations), "an operation after another");
      }
      OneDnn.check(
          dnnl.dnnl_primitive_attr_set_post_ops(attributes, operations),
          "operations after another");
    } finally {
      dnnl.dnnl_post_ops_destroy(operations);
    }
  }
}
