/** What the guide in {@code docs/guide} shows, compiled and run by the tests. */
package dev.ashlar.examples.guide;
