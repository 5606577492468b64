/** The models that every library builds, and their values. Needs the JDK only. */
package dev.ashlar.benchmarks.peers.model;
