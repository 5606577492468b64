package dev.ashlar.graph;

import java.util.List;
import java.util.Set;

/**
 * Of which operations the inputs' shapes tell the outputs' shapes. A plan takes over no others:
 * what is not known to be safe here runs in a {@link Session}, as do control flow, lists, random
 * numbers, and operations that give as many elements as some condition holds for.
 */
final class ShapeRules {
  /** Pure functions of their inputs whose outputs' shapes follow from the inputs' shapes alone. */
  private static final Set<String> BY_SHAPES = names("""
      abs accumulate_n accumulaten add add_bp add_n addn AvgPool avgpool AvgPool2D avgpool2d
      avgpool2d_bp avgpool3dnew avgpool3dnew_bp axpy batched_gemm batchnorm batchnorm_bp
      BetaInc betainc bias_add biasadd biasadd_bp BiasAddGrad BitCast bitwise_and bitwise_or
      bitwise_xor boolean_and boolean_not boolean_or boolean_xor Cast cast check_numerics
      cholesky clip_by_global_norm clipbyavgnorm clipbyavgnorm_bp clipbynorm clipbynorm_bp
      ClipByValue clipbyvalue col2im concat concat_bp concat_v2 concatv2 conv1d conv1d_bp
      conv2d conv2d_bp conv2d_input_bp conv3dnew conv3dnew_bp copy cosine_distance_loss
      cosine_distance_loss_grad crelu crelu_bp cross ctc_loss ctc_loss_grad cube cube_bp
      cumprod_bp cumsum_bp deconv2d deconv2d_bp deconv3d deconv3d_bp depth_to_space
      depthwise_conv2d depthwise_conv2d_bp diag diag_part DiagPart digamma Div divide
      divide_bp divide_no_nan dot dot_product_attention dot_product_attention_bp elu elu_bp
      eq_scalar equal Equals equals fill_as fill_like filllike flatten flatten_2d Floor floor
      floordiv floordiv_bp floormod floormod_bp fused_batch_norm gather gather_nd gemm greater
      greater_equal GreaterOrEquals greaterOrEquals gru gru_bp gruCell gruCell_bp gt_scalar
      gte_scalar hardsigmoid hardsigmoid_bp hardtanh hardtanh_bp hinge_loss hinge_loss_grad
      huber_loss huber_loss_grad identity identity_bp igamma igammac im2col im2col_bp ismax
      l2_loss layer_norm layer_norm_bp less less_equal LessOrEquals lessorequals lgamma
      local_response_normalization Log1p log1p log_loss log_loss_grad log_matrix_determinant
      log_poisson_loss log_poisson_loss_grad log_softmax log_softmax_bp logdet lrelu lrelu_bp
      lrn lrn_bp lstmLayer lstmLayer_bp lt_scalar lte_scalar lu matmul matmul_bp
      matrix_band_part matrix_determinant matrix_diag matrix_diag_part matrix_inverse
      matrix_set_diag MatrixDiag max_pool_with_argmax maximum maximum_bp MaxPool maxpool
      MaxPool2D maxpool2d MaxPool2D_bp maxpool2d_bp maxpool3dnew maxpool3dnew_bp MaxPool_bp
      mean_pairwssqerr_loss mean_pairwssqerr_loss_grad mean_sqerr_loss mean_sqerr_loss_grad
      mergeadd mergeadd_bp mergeavg mergeavg_bp MergeMax mergemax mergemax_bp mergemaxindex
      mergesum meshgrid minimum minimum_bp mMul mmul mod mod_bp Mul
      multi_head_dot_product_attention multi_head_dot_product_attention_bp multiply
      multiply_bp neq_scalar norm not_equals NotEquals notequals ones_as oneslike Pack pack
      parallel_stack pnormpool2d pnormpool2d_bp pointwise_conv2d polygamma Pow pow Pow_bp
      prelu prelu_bp rank rationaltanh rationaltanh_bp RDiv RealDiv realdiv realdiv_bp
      rectifiedtanh rectifiedtanh_bp reduce_dot_bp reduce_max_bp reduce_mean_bp reduce_min_bp
      reduce_norm1_bp reduce_norm2_bp reduce_norm_max_bp reduce_prod_bp reduce_sqnorm_bp
      reduce_stdev_bp reduce_sum_bp reduce_variance_bp relu relu6 relu6_bp relu_bp relu_layer
      ReluGrad reshape_as reshapeas reverse_bp reversedivide reversedivide_bp reversemod
      reversemod_bp reversesubtract reversesubtract_bp rint RSub scatter_add scatter_div
      scatter_max scatter_min scatter_mul scatter_sub scatter_upd scatter_update sconv2d
      sconv2d_bp select selu selu_bp shape_of sigm_cross_entropy_loss
      sigm_cross_entropy_loss_grad sigmoid sigmoid_bp size slice_bp softmax softmax_bp
      softmax_cross_entropy_loss softmax_cross_entropy_loss_grad
      softmax_cross_entropy_loss_with_logits softmax_cross_entropy_loss_with_logits_grad
      softplus softplus_bp SoftplusGrad softsign softsign_bp SoftsignGrad space_to_depth
      sparse_softmax_cross_entropy_loss_with_logits
      sparse_softmax_cross_entropy_loss_with_logits_grad sqrtm square squareddifference
      squaredsubtract squaredsubtract_bp sru sru_bp sruCell stack standardize_bp stop_gradient
      StopGradient strided_slice_bp Sub sub subtract subtract_bp tanh tanh_bp TanhGrad
      tensordot tensormmul tensormmul_bp tf_atan2 thresholdedrelu thresholdedrelu_bp tile_bp
      tile_to_shape_bp trace triangular_solve triu triu_bp truncatediv unpack unstack
      upsampling2d upsampling2d_bp upsampling3d upsampling3d_bp
      weighted_cross_entropy_with_logits xw_plus_b xw_plus_b_bp zero_fraction zeros_as
      zeros_like zeroslike Zeta zeta
      """);

  /** The same once their second and further inputs, sizes, places or axes, are constants. */
  private static final Set<String> BY_FURTHER_INPUTS = names("""
      argamax argamin argmax argmin batch_to_space batch_to_space_nd broadcast_to
      crop_and_resize cumprod cumsum expand_dims extract_image_patches image_resize in_top_k
      mirror_pad moments normalize_moments nth_element onehot pad percentile permute
      reduce_logsumexp reduce_max reduce_mean reduce_min reduce_norm1 reduce_norm2
      reduce_norm_max reduce_prod reduce_sqnorm reduce_stdev reduce_sum reduce_variance repeat
      reshape resize_area resize_bicubic resize_bilinear resize_images resize_nearest_neighbor
      reverse reverse_sequence reverse_v2 roll scatter_nd scatter_nd_add scatter_nd_sub
      scatter_nd_update slice space_to_batch space_to_batch_nd split split_v squeeze
      standardize strided_slice stridedslice tile tile_to_shape top_k transpose
      unsorted_segment_max unsorted_segment_mean unsorted_segment_min unsorted_segment_prod
      unsorted_segment_sqrt_n unsorted_segment_sum
      """);

  /** Pure functions whose outputs' shapes follow from the values of all of their inputs. */
  private static final Set<String> BY_VALUES = names("""
      bincount confusion_matrix create dynamic_stitch eye fill histogram histogram_fixed_width
      invert_permutation InvertPermutation lin_space linspace range segment_max segment_mean
      segment_min segment_prod segment_sum sequence_mask shape shape_n size_at tri
      """);

  /** Operations of ND4J's older kind that are more than functions of their inputs. */
  private static final Set<String> EFFECTS = Set.of("assign", "old_assign");

  private static final Set<String> SELECTION = Set.of("Where", "where");
  private static final int SELECTED = 3; // condition and two arrays; with one input it lists places

  private ShapeRules() {}

  private static Set<String> names(String words) {
    return Set.of(words.strip().split("\\s+"));
  }

  /**
   * Whether an operation gives, for inputs of the same shapes, outputs of the same shapes in every
   * run, and does nothing else.
   *
   * @param operation ND4J's name of it
   * @param custom whether it is of ND4J's newer kind, of which the names tell what they do; the
   *     older kind goes over elements or along dimensions
   */
  static boolean isFixed(String operation, boolean custom, List<Value> inputs) {
    if (!custom) {
      return !EFFECTS.contains(operation);
    }
    if (SELECTION.contains(operation)) {
      return inputs.size() == SELECTED;
    }
    return BY_SHAPES.contains(operation)
        || BY_FURTHER_INPUTS.contains(operation)
            && inputs.stream().skip(1).allMatch(Value::isConstant)
        || BY_VALUES.contains(operation) && inputs.stream().allMatch(Value::isConstant);
  }
}
