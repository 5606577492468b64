/**
 * Gluon's naming rules: prefixes and counters ({@link dev.ashlar.naming.NameScope}), hints
 * ({@link dev.ashlar.naming.Hint}) and names that meet ({@link dev.ashlar.naming.Collision}). And
 * how names go on through time ({@link dev.ashlar.naming.Lineage}).
 *
 * <p>Imports the JDK only. The processor names a model at compile time, and the runtime names its
 * instances, by this code.
 *
 * @since 0.1
 */
@NullMarked
package dev.ashlar.naming;

import org.jspecify.annotations.NullMarked;
