package good;

import static dev.ashlar.layer.Activation.TANH;

import dev.ashlar.Block;
import dev.ashlar.Child;
import dev.ashlar.Layer;
import dev.ashlar.Repeat;
import dev.ashlar.layer.Activate;
import dev.ashlar.layer.Dense;
import dev.ashlar.layer.Dropout;
import dev.ashlar.layer.LayerNorm;
import dev.ashlar.layer.Sequential;

@Block(input = {4, 8})
public abstract class Nested {
  @Child(prefix = "") Features features;
  @Child @Repeat(2) Sequential<Features> more;
  @Child(prefix = "heads_") @Repeat(2) @Dense(units = 8) Sequential<Layer> heads;
  @Child NamedNested_Tail tail;

  @Block(sequential = true)
  public abstract static class Features {
    @Child @LayerNorm Layer norm;
    @Child @Dropout(rate = 0.5) Layer drop;
    @Child @Activate(TANH) Layer act;
  }

  @Block
  abstract static class Tail {
    @Child @Dense(units = 2, useBias = false) protected Layer last;
  }
}
