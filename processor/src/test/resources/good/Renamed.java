package good;

import dev.ashlar.Block;
import dev.ashlar.Child;
import dev.ashlar.Layer;
import dev.ashlar.Param;
import dev.ashlar.Parameter;
import dev.ashlar.layer.Dense;

@Block(version = 3, formerly = {"better.Renamed", "best.Models.Renamed"})
public abstract class Renamed {
  @Param(shape = 2, formerly = "gain") Parameter scale;
  @Child(formerly = {"middle", "hidden"}) @Dense(units = 2) Layer first;
  @Child(formerly = "right") @Dense(units = 2) Layer left;
  @Child(formerly = "left") @Dense(units = 2) Layer right;
  @Child(name = "back", formerly = {"away", "back"}) @Dense(units = 2) Layer returned;
}
