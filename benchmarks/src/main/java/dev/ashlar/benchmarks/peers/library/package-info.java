/**
 * Each library's way to do the tasks. Start at {@link dev.ashlar.benchmarks.peers.library.Peer}.
 */
package dev.ashlar.benchmarks.peers.library;
