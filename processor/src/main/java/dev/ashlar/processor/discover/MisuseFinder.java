package dev.ashlar.processor.discover;

import dev.ashlar.Block;
import dev.ashlar.Child;
import dev.ashlar.Param;
import dev.ashlar.Repeat;
import dev.ashlar.processor.diagnostic.Diagnostic;
import dev.ashlar.processor.diagnostic.Findings;
import dev.ashlar.processor.model.Site;
import java.lang.annotation.Annotation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Finds Ashlar annotations where they do nothing. */
final class MisuseFinder {
  private static final List<Class<? extends Annotation>> IN_BLOCKS =
      List.of(Child.class, Param.class, Repeat.class);

  private final Elements elements;
  private final LayerReader layers;

  MisuseFinder(Elements elements, LayerReader layers) {
    this.elements = elements;
    this.layers = layers;
  }

  void find(Set<? extends TypeElement> annotations, RoundEnvironment round, Findings findings) {
    for (Class<? extends Annotation> annotation : IN_BLOCKS) {
      for (Element field : round.getElementsAnnotatedWith(annotation)) {
        findings.attempt(
            Site.of(field),
            () -> checkInBlock(
                field, Mirror.of(annotation, field, elements).orElseThrow(), findings));
      }
    }
    Set<Element> fields = new LinkedHashSet<>();
    for (TypeElement block : ElementFilter.typesIn(round.getElementsAnnotatedWith(Block.class))) {
      fields.addAll(ElementFilter.fieldsIn(
          block.getEnclosedElements())); // their layers can come from any jar
    }
    for (TypeElement annotation : annotations) {
      if (layers.isLayer(annotation)) {
        fields.addAll(round.getElementsAnnotatedWith(annotation));
      }
    }
    for (Element field : fields) {
      findings.attempt(Site.of(field), () -> {
        layers.layersOn(field).forEach(layer -> checkChild(field, layer, findings));
        Mirror.of(Repeat.class, field, elements)
            .ifPresent(repeat -> checkChild(field, repeat, findings));
      });
    }
  }

  private void checkInBlock(Element field, Mirror annotation, Findings findings) {
    Element owner = field.getEnclosingElement();
    if (Mirror.of(Block.class, owner, elements).isEmpty()) {
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

  private void checkChild(Element field, Mirror annotation, Findings findings) {
    if (Mirror.of(Child.class, field, elements).isEmpty()) {
      findings.add(
          Diagnostic.NOT_A_CHILD,
          annotation.site(),
          annotation.simpleName(),
          field,
          annotation.simpleName());
    }
  }
}
