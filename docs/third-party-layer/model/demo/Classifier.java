package demo;

import acme.Maxout;
import dev.ashlar.Block;
import dev.ashlar.Child;
import dev.ashlar.Layer;
import dev.ashlar.layer.Dense;

/** A model that uses a layer of another jar as if it were one of Ashlar's. */
@Block(input = {2, 4})
public abstract class Classifier {
  @Child @Maxout(units = 5, pieces = 3) Layer hidden;
  @Child @Dense(units = 3, inUnits = 5) Layer output;
}
