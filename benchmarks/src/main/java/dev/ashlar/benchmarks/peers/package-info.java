/** Ashlar beside other libraries. Start at {@link dev.ashlar.benchmarks.peers.Main}. */
package dev.ashlar.benchmarks.peers;
