package acme;

import dev.ashlar.layer.LayerSpec;
import dev.ashlar.layer.ParameterSpec;
import dev.ashlar.layer.SettingException;
import dev.ashlar.shape.Shape;
import java.util.List;

/** What the compiler and the runtime both know of a maxout layer. Its components are the annotation's members; it needs the JDK only. */
public record MaxoutSpec(int units, int pieces) implements LayerSpec {
  static final int PIECES = 2;

  public MaxoutSpec {
    SettingException.require(units >= 1, "units", "at least 1", units);
    SettingException.require(pieces >= 1, "pieces", "at least 1", pieces);
  }

  @Override
  public String hint() {
    return "maxout";
  }

  /** The shape rule: whatever the input's sizes are, they become one, and the output has {@code units} elements. */
  @Override
  public Shape output(Shape input) {
    return Shape.of(units);
  }

  @Override
  public List<ParameterSpec> parameters(Shape input) {
    long rows = (long) units * pieces;
    return List.of(
        ParameterSpec.weight("weight", Shape.of(rows, input.elements())),
        ParameterSpec.constant("bias", Shape.of(rows), 0, true));
  }

  @Override
  public long multiplyAdds(Shape input) {
    return Math.multiplyExact(input.elements(), (long) units * pieces);
  }

  @Override
  public String describe(Shape input) {
    return "Maxout(" + units + ", pieces=" + pieces + ")";
  }
}
