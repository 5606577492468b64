/**
 * The model zoo: well-known networks, one file each, with the names that Apache MXNet Gluon's model zoo gives them. Their sizes, names and
 * numbers of parameters are compared with the published ones by a test.
 */
package dev.ashlar.examples.zoo;
