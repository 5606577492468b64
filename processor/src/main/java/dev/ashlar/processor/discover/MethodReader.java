package dev.ashlar.processor.discover;

import dev.ashlar.processor.diagnostic.Diagnostic;
import dev.ashlar.processor.diagnostic.Findings;
import dev.ashlar.processor.model.BlockName;
import dev.ashlar.processor.model.MethodModel;
import dev.ashlar.processor.model.Site;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Reads the methods that a block's class has, and finds those that stand in the way of what is
 * written for it.
 */
final class MethodReader {
  private static final String LAYER = "dev.ashlar.Layer";

  private final Elements elements;
  private final Types types;

  MethodReader(ProcessingEnvironment environment) {
    this.elements = environment.getElementUtils();
    this.types = environment.getTypeUtils();
  }

  /** All methods of a class and of {@code Layer}, and findings for those that cannot stay. */
  List<MethodModel> read(
      TypeElement type, List<Element> members, BlockName block, Findings findings) {
    Set<MethodModel> models = new LinkedHashSet<>();
    List<ExecutableElement> own = ElementFilter.methodsIn(members);
    List<ExecutableElement> layers =
        ElementFilter.methodsIn(elements.getTypeElement(LAYER).getEnclosedElements());
    for (ExecutableElement method : own) {
      models.add(model(method));
      if (isOfLayer(method)) {
        continue;
      }
      if (isAbstract(method)) {
        checkImplemented(method, own, type, block, findings);
      }
      for (ExecutableElement ofLayer : layers) {
        checkAgainst(ofLayer, method, type, block, findings);
      }
    }
    layers.forEach(method -> models.add(model(method)));
    return new ArrayList<>(models);
  }

  private void checkImplemented(
      ExecutableElement method,
      List<ExecutableElement> all,
      TypeElement type,
      BlockName block,
      Findings findings) {
    boolean implemented =
        all.stream().anyMatch(each -> !isAbstract(each) && elements.overrides(each, method, type));
    if (!isWritten(method) && !implemented) {
      findings.add(
          block,
          Diagnostic.BLOCK_ABSTRACT_METHOD,
          siteOf(method, type),
          type.getSimpleName(),
          method);
    }
  }

  // What is written for a block has the methods of Layer: the user's class can define its own only
  // as Layer has them, and node, which is written, only declare.
  private void checkAgainst(
      ExecutableElement ofLayer,
      ExecutableElement method,
      TypeElement type,
      BlockName block,
      Findings findings) {
    if (isForward(method)
        || !method.getSimpleName().equals(ofLayer.getSimpleName())
        || !model(method).erasedParameters().equals(model(ofLayer).erasedParameters())) {
      return;
    }
    boolean isSame = types.isSubtype(
        types.erasure(method.getReturnType()), types.erasure(ofLayer.getReturnType()));
    Set<Modifier> modifiers = method.getModifiers();
    boolean fits = isWritten(method)
        ? isAbstract(method)
        : modifiers.contains(Modifier.PUBLIC) && !modifiers.contains(Modifier.STATIC);
    if (!isSame || !fits) {
      findings.add(
          block,
          Diagnostic.BLOCK_METHOD,
          siteOf(method, type),
          type.getSimpleName(),
          method,
          model(ofLayer));
    }
  }

  private static boolean isWritten(ExecutableElement method) {
    return isForward(method)
        || method.getSimpleName().contentEquals("node")
            && method.getParameters().isEmpty();
  }

  private static boolean isForward(ExecutableElement method) {
    return method.getSimpleName().contentEquals("forward");
  }

  private MethodModel model(ExecutableElement method) {
    return new MethodModel(
        Members.ownerOf(method) instanceof TypeElement owner
            ? owner.getQualifiedName().toString()
            : "",
        method.getSimpleName().toString(),
        method.getParameters().stream()
            .map(parameter -> ErasedName.of(parameter.asType(), types))
            .toList());
  }

  static boolean isOfLayer(ExecutableElement method) {
    return Members.ownerOf(method) instanceof TypeElement owner
        && owner.getQualifiedName().contentEquals(LAYER);
  }

  static boolean isAbstract(ExecutableElement method) {
    return method.getModifiers().contains(Modifier.ABSTRACT);
  }

  /** The method, or the class where the method is another's. */
  static Site siteOf(ExecutableElement method, TypeElement type) {
    return Site.of(Members.ownerOf(method).equals(type) ? method : type);
  }
}
