package dev.patchbay.cluster.jgroups.internal;

import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Peers that do not answer: hosts that are not there, and nodes that stand still. JGroups makes one connection at a time,
 * so whoever waited for such a peer at every attempt would keep the others from each other. Thread-safe.
 */
final class Silences {

    private final long pauseInNs;
    private final Map<SocketAddress, Long> since = new ConcurrentHashMap<>();

    /** @param pauseInMs how long a silent peer is left alone */
    Silences(long pauseInMs) {
        this.pauseInNs = TimeUnit.MILLISECONDS.toNanos(pauseInMs);
    }

    /** @throws SocketTimeoutException when the peer was silent a moment ago */
    void check(SocketAddress peer) throws SocketTimeoutException {
        Long silentSince = since.get(peer);
        if (silentSince != null && System.nanoTime() - silentSince < pauseInNs) {
            throw new SocketTimeoutException(peer + " was silent a moment ago");
        }
    }

    void silent(SocketAddress peer) {
        since.put(peer, System.nanoTime());
    }

    void spoke(SocketAddress peer) {
        since.remove(peer);
    }
}
