package good;

import static dev.ashlar.layer.DenseLayer.dense;

import dev.ashlar.Block;
import dev.ashlar.Child;
import dev.ashlar.Layer;
import dev.ashlar.layer.Dense;
import dev.ashlar.layer.Sequential;
import java.io.IOException;
import java.util.List;

/** Constructors of all kinds, and children that they assign. */
@Block
public abstract class Constructed<T extends Comparable<T>> {
  @Child Layer first;
  @Child(prefix = "body_") Sequential<Layer> body;
  @Child Sized sized;
  @Child Holder<T> holder;
  @Child @Dense(units = 3) Layer node_;

  protected Constructed() {
    this("", List.of());
  }

  public Constructed(String first, List<? extends T> values) {
    this.first = dense(first.length() + 1);
    body = Sequential.unplaced();
    sized = NamedConstructed_Sized.unplaced(4);
    holder = NamedConstructed_Holder.unplaced(null);
  }

  Constructed(int scope, T node, int... sizes) throws IOException {
    this("", List.of(node));
  }

  private Constructed(double unused) {}

  @Block
  abstract static class Sized {
    final int units;

    Sized(int units) {
      this.units = units;
    }
  }

  @Block
  abstract static class Holder<T> {
    final T value;

    Holder(T value) {
      this.value = value;
    }
  }
}
