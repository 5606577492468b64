/**
 * Where parameters' first values come from: {@link dev.ashlar.init.Initializer}.
 *
 * <p>Imports {@code shape} and the JDK only.
 *
 * @since 0.1
 */
@NullMarked
package dev.ashlar.init;

import org.jspecify.annotations.NullMarked;
