package dev.ashlar.processor.discover;

import dev.ashlar.processor.diagnostic.Diagnostic;
import dev.ashlar.processor.diagnostic.Findings;
import dev.ashlar.processor.model.BlockName;
import dev.ashlar.processor.model.ForwardModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;

/**
 * Reads a block's own computation.
 *
 * <p>A method {@code forward} with a body and {@code SDVariable} parameters is the computation. An
 * abstract one with a single parameter only lets the class call it: the children run in order.
 */
final class ForwardReader {
  private static final String VARIABLE = "org.nd4j.autodiff.samediff.SDVariable";

  private final Types types;
  private final CheckedExceptions exceptions;

  ForwardReader(ProcessingEnvironment environment) {
    this.types = environment.getTypeUtils();
    this.exceptions = new CheckedExceptions(environment);
  }

  Optional<ForwardModel> read(
      TypeElement type, List<Element> members, BlockName block, Findings findings) {
    List<ForwardModel> found = new ArrayList<>();
    for (ExecutableElement method : ElementFilter.methodsIn(members)) {
      if (MethodReader.isOfLayer(method) || !method.getSimpleName().contentEquals("forward")) {
        continue;
      }
      boolean isAbstract = MethodReader.isAbstract(method);
      Optional<String> unfit = whyUnfit(method, isAbstract);
      if (unfit.isPresent()) {
        findings.add(
            block,
            Diagnostic.FORWARD_FORM,
            MethodReader.siteOf(method, type),
            type.getSimpleName(),
            unfit.get());
      } else if (!isAbstract) {
        List<String> inputs = method.getParameters().stream()
            .map(p -> p.getSimpleName().toString())
            .toList();
        found.add(new ForwardModel(MethodReader.siteOf(method, type), inputs));
      }
    }
    if (found.size() > 1) {
      findings.add(
          block,
          Diagnostic.FORWARD_AMBIGUOUS,
          found.get(1).site(),
          type.getSimpleName(),
          found.size());
    }
    return found.stream().findFirst();
  }

  private Optional<String> whyUnfit(ExecutableElement method, boolean isAbstract) {
    for (Modifier bad : List.of(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)) {
      if (method.getModifiers().contains(bad) && !(bad == Modifier.FINAL && !isAbstract)) {
        return Optional.of("it is " + bad);
      }
    }
    if (method.isVarArgs()) {
      return Optional.of("it takes a variable number of inputs");
    }
    if (!method.getTypeParameters().isEmpty()) {
      return Optional.of("it has type parameters");
    }
    if (method.getParameters().isEmpty()) {
      return Optional.of("it has no input");
    }
    if (!isVariable(method.getReturnType())) {
      return Optional.of("it returns " + method.getReturnType());
    }
    if (!method.getParameters().stream().allMatch(parameter -> isVariable(parameter.asType()))) {
      return Optional.of("one of its parameters is no SDVariable");
    }
    Optional<String> thrown = exceptions.of(method);
    if (!isAbstract && thrown.isPresent()) {
      return Optional.of("it throws " + thrown.get());
    }
    if (isAbstract && method.getParameters().size() != 1) {
      return Optional.of(
          "it is abstract and has several inputs, so it cannot be the chain of the children");
    }
    return Optional.empty();
  }

  private boolean isVariable(TypeMirror type) {
    MentionedTypes.of(type);
    return ErasedName.of(type, types).equals(VARIABLE);
  }
}
