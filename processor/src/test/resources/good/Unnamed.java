import dev.ashlar.Block;
import dev.ashlar.Child;
import dev.ashlar.Layer;
import dev.ashlar.layer.Dense;

@Block
abstract class Unnamed {
  @Child @Dense(units = 1) Layer only;
}
