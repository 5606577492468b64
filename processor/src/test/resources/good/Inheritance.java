package good;

import dev.ashlar.Block;
import dev.ashlar.Child;
import dev.ashlar.Layer;
import dev.ashlar.layer.Dense;

public class Inheritance {
  @Block
  public abstract static class Base<N extends Number> {
    @Child @Dense(units = 3) protected Layer base;
    N number;
  }

  @Block(input = 3)
  public abstract static class Derived extends Base<Integer> {
    @Child @Dense(units = 2) Layer own;
  }
}
