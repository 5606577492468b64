package dev.ashlar.processor.discover;

import dev.ashlar.Block;
import dev.ashlar.Child;
import dev.ashlar.Param;
import dev.ashlar.Repeat;
import dev.ashlar.processor.diagnostic.Diagnostic;
import dev.ashlar.processor.diagnostic.Findings;
import dev.ashlar.processor.model.Site;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;

/** Finds Ashlar annotations where they do nothing. */
final class MisuseFinder {
  private static final List<Class<? extends Annotation>> IN_BLOCKS =
      List.of(Child.class, Param.class, Repeat.class);

  private final LayerReader layers;

  MisuseFinder(LayerReader layers) {
    this.layers = layers;
  }

  /**
   * Checks what is annotated.
   *
   * @param annotated whatever has an annotation of Ashlar's, and the fields of blocks: their layers
   *     can come from any jar
   */
  void find(Set<Element> annotated, Findings findings) {
    for (Element element : annotated) {
      if (element.getKind().isField()) { // elsewhere the compiler itself refuses them
        findings.attempt(Site.of(element), () -> check(element, findings));
      }
    }
  }

  private void check(Element field, Findings findings) {
    for (Class<? extends Annotation> annotation : IN_BLOCKS) {
      Mirror.of(annotation, field).ifPresent(each -> checkInBlock(field, each, findings));
    }
    if (Mirror.of(Child.class, field).isEmpty()) {
      layers.layersOn(field).forEach(layer -> reportNoChild(field, layer, findings));
      Mirror.of(Repeat.class, field)
          .filter(repeat -> isInBlock(field))
          .ifPresent(repeat -> reportNoChild(field, repeat, findings));
    }
  }

  private static boolean isInBlock(Element field) {
    return Mirror.of(Block.class, Members.ownerOf(field)).isPresent();
  }

  private static void checkInBlock(Element field, Mirror annotation, Findings findings) {
    if (!isInBlock(field)) {
      Element owner = Members.ownerOf(field);
      findings.add(
          Diagnostic.NOT_IN_BLOCK,
          annotation.site(),
          annotation.simpleName(),
          field,
          owner,
          owner,
          annotation.simpleName());
    }
  }

  private static void reportNoChild(Element field, Mirror annotation, Findings findings) {
    findings.add(
        Diagnostic.NOT_A_CHILD,
        annotation.site(),
        annotation.simpleName(),
        field,
        annotation.simpleName());
  }
}
