package dev.ashlar.graph;

import java.util.List;
import java.util.Set;

/** Which operations' shapes, or effects, depend on more than the shapes of their inputs. */
final class ShapeRules {
  private static final Set<String> SPECIAL = Set.of(
      // control flow, lists, calls
      "switch",
      "merge",
      "enter",
      "exit",
      "next_iteration",
      "loop_cond",
      "if",
      "while",
      "return",
      "Invoke",
      "invoke",
      "create_view",
      "assert",
      "Assert",
      "print_variable",
      "print_affinity",
      "grad_backwards_marker",
      "ExternalErrorsFn",
      "assign",
      "tensorarrayv3",
      "tensorarrayreadv3",
      "tensorarraywritev3",
      "tensorarraysizev3",
      "tensorarrayconcatv3",
      "tensorarraygatherv3",
      "tensorarrayscatterv3",
      "tensorarraysplitv3",
      // random numbers, new for every run
      "random_normal",
      "random_gamma",
      "random_poisson",
      "random_shuffle",
      "random_crop",
      "random_exponential",
      "random_bernoulli",
      "random_multinomial",
      "randomuniform",
      "truncated_normal",
      "dropout",
      "dropout_bp",
      "alpha_dropout",
      "alpha_dropout_bp",
      // as many results as some condition holds for
      "where_np",
      "choose",
      "unique",
      "unique_with_counts",
      "listdiff",
      "boolean_mask",
      "dynamic_partition",
      "non_max_suppression",
      "non_max_suppression_v3",
      "non_max_suppression_overlaps");

  // Their second and further inputs are sizes, places or axes.
  private static final Set<String> BY_FURTHER_INPUTS = Set.of(
      "reshape",
      "tile",
      "fill",
      "range",
      "lin_space",
      "slice",
      "strided_slice",
      "pad",
      "mirror_pad",
      "transpose",
      "permute",
      "expand_dims",
      "squeeze",
      "split",
      "split_v",
      "broadcast_to",
      "repeat",
      "onehot",
      "sequence_mask",
      "eye",
      "tri",
      "bincount",
      "confusion_matrix",
      "dynamic_stitch",
      "scatter_nd",
      "unsorted_segment_sum",
      "unsorted_segment_mean",
      "unsorted_segment_max",
      "unsorted_segment_min",
      "unsorted_segment_prod",
      "unsorted_segment_sqrt_n",
      "segment_sum",
      "segment_mean",
      "segment_max",
      "segment_min",
      "segment_prod",
      "resize_bilinear",
      "resize_nearest_neighbor",
      "resize_bicubic",
      "resize_area",
      "image_resize",
      "space_to_batch",
      "batch_to_space",
      "space_to_batch_nd",
      "batch_to_space_nd",
      "top_k",
      "reduce_sum",
      "reduce_mean",
      "reduce_max",
      "reduce_min",
      "reduce_prod",
      "reduce_norm1",
      "reduce_norm2",
      "reduce_norm_max",
      "reduce_variance",
      "reduce_stdev",
      "argmax",
      "argmin",
      "concat",
      "stack",
      "reverse",
      "cumsum",
      "cumprod");

  // Their inputs are an array and where to cut it; or arrays only, but for one that is an axis.
  private static final Set<String> OF_ARRAYS = Set.of("concat", "stack", "dynamic_stitch");

  private ShapeRules() {}

  /** Whether an operation is more than a function of its inputs with a fixed number of results. */
  static boolean isSpecial(String operation) {
    return SPECIAL.contains(operation);
  }

  /** Whether the operation's shapes or arguments may be others in the next run. */
  static boolean dependsOnValues(String operation, List<Value> inputs) {
    if (operation.equals("Where") || operation.equals("where")) {
      return inputs.size() == 1;
    }
    return BY_FURTHER_INPUTS.contains(operation)
        && !OF_ARRAYS.contains(operation)
        && inputs.stream().skip(1).anyMatch(input -> !input.isConstant());
  }
}
