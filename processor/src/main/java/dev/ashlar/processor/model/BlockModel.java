package dev.ashlar.processor.model;

import dev.ashlar.shape.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A class that is annotated as a block.
 *
 * @param name its name
 * @param site where it is declared
 * @param fromSource whether it is part of this compilation, rather than of a jar
 * @param isPublic whether it can be seen from everywhere
 * @param hint what its automatic prefix begins with
 * @param version the version of what files hold of it
 * @param formerNames the qualified names that the class had before, the latest first
 * @param sequential whether its children's structural names are their positions
 * @param input the declared sizes of its input, unknown if there is no declaration
 * @param output the declared sizes of its output, unknown if there is no declaration
 * @param children its children, inherited ones first, in source order
 * @param broken the children of which nothing can be made, or whose names are not known
 * @param params its own parameters, likewise
 * @param constructors the constructors that a subclass in its package can call; none for a block of
 *     a jar
 * @param methods the methods that the class has already, inherited ones and those of {@code Layer}
 *     included; none for a block of a jar
 * @param variables the fields and the constructors' parameters that written code sees, with their
 *     places
 * @param forward its own computation; empty if its children run in order
 */
public record BlockModel(
    BlockName name,
    Site site,
    boolean fromSource,
    boolean isPublic,
    String hint,
    int version,
    List<String> formerNames,
    boolean sequential,
    Shape input,
    Shape output,
    List<ChildModel> children,
    List<BrokenChild> broken,
    List<ParamModel> params,
    List<ConstructorModel> constructors,
    List<MethodModel> methods,
    Map<String, Site> variables,
    Optional<ForwardModel> forward) {
  /** The version of a block that does not state one. */
  public static final int FIRST_VERSION = 1;

  /** The same block with other children. */
  public BlockModel withChildren(List<ChildModel> others) {
    return new BlockModel(
        name,
        site,
        fromSource,
        isPublic,
        hint,
        version,
        formerNames,
        sequential,
        input,
        output,
        List.copyOf(others),
        broken,
        params,
        constructors,
        methods,
        variables,
        forward);
  }
}
