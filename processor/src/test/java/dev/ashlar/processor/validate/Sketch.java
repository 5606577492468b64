package dev.ashlar.processor.validate;

import dev.ashlar.layer.Activation;
import dev.ashlar.layer.Conv2DSpec;
import dev.ashlar.layer.DenseSpec;
import dev.ashlar.layer.LayerSpec;
import dev.ashlar.processor.model.BlockModel;
import dev.ashlar.processor.model.BlockName;
import dev.ashlar.processor.model.BrokenChild;
import dev.ashlar.processor.model.ChildModel;
import dev.ashlar.processor.model.ChildModel.Around;
import dev.ashlar.processor.model.ChildModel.Assigned;
import dev.ashlar.processor.model.ChildModel.Content;
import dev.ashlar.processor.model.ChildModel.OfBlock;
import dev.ashlar.processor.model.ChildModel.OfLayer;
import dev.ashlar.processor.model.ChildModel.Repeated;
import dev.ashlar.processor.model.ClassRef;
import dev.ashlar.processor.model.ConstructorModel;
import dev.ashlar.processor.model.ForwardModel;
import dev.ashlar.processor.model.LayerModel;
import dev.ashlar.processor.model.LayerModel.Constant;
import dev.ashlar.processor.model.LayerModel.Setting;
import dev.ashlar.processor.model.MethodModel;
import dev.ashlar.processor.model.ParamModel;
import dev.ashlar.processor.model.Site;
import dev.ashlar.shape.DType;
import dev.ashlar.shape.Shape;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.lang.model.element.Element;

/**
 * A block's model, written down without a compiler. Its places print as what they are: {@code Mlp},
 * {@code Mlp.hidden}, {@code Mlp(int)}.
 */
final class Sketch {
  private final BlockName name;
  private final List<ChildModel> children = new ArrayList<>();
  private final List<BrokenChild> broken = new ArrayList<>();
  private final List<ParamModel> params = new ArrayList<>();
  private final List<ConstructorModel> constructors = new ArrayList<>();
  private final List<MethodModel> methods = new ArrayList<>();
  private final Map<String, Site> variables = new LinkedHashMap<>();
  private List<String> formerNames = List.of();
  private boolean fromSource = true;
  private String hint;
  private int version = BlockModel.FIRST_VERSION;
  private Shape input = Shape.unknown();
  private Shape output = Shape.unknown();
  private Optional<ForwardModel> forward = Optional.empty();

  private Sketch(String packageName, String className) {
    name = new BlockName(packageName, className);
    hint = name.simple().toLowerCase(Locale.ROOT);
  }

  static Sketch block(String className) {
    return new Sketch("demo", className);
  }

  static Sketch block(String packageName, String className) {
    return new Sketch(packageName, className);
  }

  static BlockName name(String className) {
    return new BlockName("demo", className);
  }

  static Content dense(int units) {
    return dense(units, 0);
  }

  static Content dense(int units, int inUnits) {
    return layer(new DenseSpec(units, Activation.NONE, true, true, inUnits));
  }

  static Content denseWithoutBias(int units) {
    return layer(new DenseSpec(units, Activation.NONE, false, true, 0));
  }

  static Content conv(int channels, int inChannels) {
    return layer(new Conv2DSpec(
        channels,
        new int[] {3},
        new int[] {1},
        new int[] {0},
        new int[] {1},
        1,
        true,
        Activation.NONE,
        inChannels));
  }

  /** A layer whose annotation holds a constant of the enum {@code Activation}. */
  static Content layer(LayerSpec spec) {
    ClassRef activation = new ClassRef("dev.ashlar.layer", "Activation");
    return new OfLayer(new LayerModel(
        spec,
        new ClassRef("dev.ashlar.layer", "DenseLayer"),
        "dense",
        List.of(
            new Setting("units", true, 1),
            new Setting("activation", false, new Constant(activation, "NONE")))));
  }

  static Content of(String className) {
    return new OfBlock(name(className), false);
  }

  static Content repeated(int count, Content item) {
    return new Repeated(count, Optional.empty(), item);
  }

  static Content around(Content item) {
    return new Around(item);
  }

  static Content assigned() {
    return new Assigned(Optional.empty());
  }

  static Content assigned(String hint) {
    return new Assigned(Optional.of(hint));
  }

  Sketch fromJar() {
    fromSource = false;
    return this;
  }

  Sketch hint(String other) {
    hint = other;
    return this;
  }

  Sketch version(int other) {
    version = other;
    return this;
  }

  Sketch input(long... sizes) {
    input = Shape.of(sizes);
    return this;
  }

  Sketch output(long... sizes) {
    output = Shape.of(sizes);
    return this;
  }

  Sketch formerly(String... qualified) {
    formerNames = List.of(qualified);
    return this;
  }

  Sketch forward() {
    forward = Optional.of(new ForwardModel(site(name + ".forward"), List.of("x")));
    return this;
  }

  Sketch child(String field, Content content) {
    children.add(new ChildModel(
        field,
        site(name + "." + field),
        field,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        content));
    return this;
  }

  Sketch child(String field, String prefix, Content content) {
    child(field, content);
    ChildModel last = last();
    return replace(new ChildModel(
        field, last.site(), field, List.of(), Optional.of(prefix), Optional.empty(), content));
  }

  Sketch sharing(String field, String with, Content content) {
    child(field, content);
    ChildModel last = last();
    return replace(new ChildModel(
        field, last.site(), field, List.of(), Optional.empty(), Optional.of(with), content));
  }

  /** The last child has that structural name, and had those before. */
  Sketch named(String structural, String... formerNames) {
    ChildModel last = last();
    return replace(new ChildModel(
        last.field(),
        last.site(),
        structural,
        List.of(formerNames),
        last.ownPrefix(),
        last.sharedWith(),
        last.content()));
  }

  Sketch broken(String field) {
    child(field, assigned());
    ChildModel last = children.remove(children.size() - 1);
    broken.add(new BrokenChild(children.size(), last));
    return this;
  }

  Sketch param(String field, long... sizes) {
    return param(field, List.of(), sizes);
  }

  Sketch param(String field, List<String> formerNames, long... sizes) {
    params.add(new ParamModel(
        field,
        site(name + "." + field),
        field,
        formerNames,
        Shape.of(sizes),
        DType.FLOAT32,
        OptionalDouble.empty(),
        true));
    return this;
  }

  Sketch constructor(String... erased) {
    constructors.add(new ConstructorModel(
        site(name + List.of(erased).toString()), true, false, List.of(erased), List.of(erased)));
    return this;
  }

  Sketch method(String methodName, String... erased) {
    methods.add(new MethodModel("demo." + name, methodName, List.of(erased)));
    return this;
  }

  Sketch variable(String variable) {
    variables.put(variable, site(name + "." + variable));
    return this;
  }

  private ChildModel last() {
    return children.get(children.size() - 1);
  }

  private Sketch replace(ChildModel last) {
    children.set(children.size() - 1, last);
    return this;
  }

  BlockModel model() {
    return new BlockModel(
        name,
        site(name.toString()),
        fromSource,
        true,
        hint,
        version,
        formerNames,
        false,
        input,
        output,
        List.copyOf(children),
        List.copyOf(broken),
        List.copyOf(params),
        List.copyOf(constructors),
        List.copyOf(methods),
        variables,
        forward);
  }

  private static Site site(String text) {
    return Site.of((Element) Proxy.newProxyInstance(
        Sketch.class.getClassLoader(),
        new Class<?>[] {Element.class},
        (self, method, arguments) -> {
          switch (method.getName()) {
            case "toString":
              return text;
            case "hashCode":
              return text.hashCode();
            case "equals":
              return self == arguments[0];
            default:
              throw new UnsupportedOperationException(method.getName());
          }
        }));
  }
}
