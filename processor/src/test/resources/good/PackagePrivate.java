package good;

import dev.ashlar.Block;
import dev.ashlar.Child;
import dev.ashlar.Layer;
import dev.ashlar.layer.Flatten;
import org.nd4j.autodiff.samediff.SDVariable;

@Block
abstract class PackagePrivate {
  @Child @Flatten Layer flat;

  abstract SDVariable forward(SDVariable x);

  SDVariable twice(SDVariable x) {
    return forward(forward(x));
  }

  @Override
  public String toString() {
    return "mine";
  }
}
