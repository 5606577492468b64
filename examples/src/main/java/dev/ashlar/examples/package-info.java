/**
 * Examples: each is one file that runs, with a test. {@link dev.ashlar.examples.Digits} is the main one: it trains, saves, loads and
 * predicts. {@link dev.ashlar.examples.NamingTutorial} shows the names.
 */
package dev.ashlar.examples;
