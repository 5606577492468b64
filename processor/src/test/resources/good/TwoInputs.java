package good;

import dev.ashlar.Block;
import dev.ashlar.Child;
import dev.ashlar.Layer;
import dev.ashlar.Param;
import dev.ashlar.Parameter;
import dev.ashlar.layer.Dense;
import dev.ashlar.shape.DType;
import org.nd4j.autodiff.samediff.SDVariable;

@Block(hint = "pair", output = 8)
public abstract class TwoInputs {
  @Child @Dense(units = 8, flatten = false) Layer left;
  @Child(name = "other", sharedWith = "left") @Dense(units = 8, flatten = false) Layer right;
  @Param(shape = {8}, constant = 1) Parameter scale;
  @Param(shape = {1, 8}, name = "offset", dtype = DType.FLOAT64, trainable = false) Parameter shift;

  SDVariable forward(SDVariable a, SDVariable b) {
    return left.forward(a).add(right.forward(b)).mul(scale.variable());
  }
}
