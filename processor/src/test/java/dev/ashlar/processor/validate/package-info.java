/**
 * The rules on models that are written down rather than read from sources: fast enough to be run
 * for each of the thousand changes that mutation testing makes.
 */
package dev.ashlar.processor.validate;
