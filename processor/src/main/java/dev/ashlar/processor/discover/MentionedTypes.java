package dev.ashlar.processor.discover;

import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ErrorType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.SimpleTypeVisitor14;

/** The classes that a type mentions, those in its arguments included. */
final class MentionedTypes extends SimpleTypeVisitor14<Void, Set<Element>> {
  private MentionedTypes() {}

  /**
   * The classes that a type mentions.
   *
   * @throws NotYetException if one of them does not exist yet
   */
  static Set<Element> of(TypeMirror type) {
    Set<Element> mentioned = new HashSet<>();
    new MentionedTypes().visit(type, mentioned);
    return mentioned;
  }

  @Override
  public Void visitDeclared(DeclaredType type, Set<Element> mentioned) {
    Element element = type.asElement();
    if (element.getKind() == ElementKind.OTHER
        || element.asType().getKind() == TypeKind.ERROR) { // known by its name alone
      throw new NotYetException(type.toString());
    }
    mentioned.add(element);
    type.getTypeArguments().forEach(argument -> visit(argument, mentioned));
    return null;
  }

  @Override
  public Void visitError(ErrorType type, Set<Element> mentioned) {
    throw new NotYetException(type.toString());
  }

  @Override
  public Void visitArray(ArrayType type, Set<Element> mentioned) {
    return visit(type.getComponentType(), mentioned);
  }

  @Override
  public Void visitIntersection(IntersectionType type, Set<Element> mentioned) {
    type.getBounds().forEach(bound -> visit(bound, mentioned));
    return null;
  }

  @Override
  public Void visitWildcard(WildcardType type, Set<Element> mentioned) {
    if (type.getExtendsBound() != null) {
      visit(type.getExtendsBound(), mentioned);
    }
    if (type.getSuperBound() != null) {
      visit(type.getSuperBound(), mentioned);
    }
    return null;
  }
}
