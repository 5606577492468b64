/**
 * Where parameters' first values come from: {@link dev.ashlar.init.Initializer}.
 *
 * <p>Imports {@code shape} and the JDK only.
 */
package dev.ashlar.init;
