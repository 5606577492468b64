/**
 * The comparison with Gluon: random block classes, as Gluon named and measured them, are written as
 * Ashlar source, compiled and run. {@link dev.ashlar.processor.GluonCasesTest} is where to start
 * reading.
 */
package dev.ashlar.processor.gluon;
