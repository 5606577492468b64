package it.app;

import dev.ashlar.Block;
import dev.ashlar.Child;
import dev.ashlar.Layer;
import dev.ashlar.layer.Dense;
import it.blocks.Features;

/** Holds a block of the other jar. */
@Block(input = 4)
public abstract class Model {
  @Child(prefix = "") Features features;
  @Child @Dense(units = 2) Layer output;
}
