package dev.patchbay.cluster.jgroups.internal;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once of each host that it was not let in, or did not let us in, and again after it was let in between. */
final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    /** Against many hosts that knock; past it the list starts anew. */
    private static final int MOST = 1_000;

    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    void refused(@Nullable InetAddress host, String peer, IOException why) {
        if (refused.size() > MOST) {
            refused.clear();
        }
        if (refused.add(host == null ? peer : host.getHostAddress())) {
            LOG.warn(
                    "No cluster connection with {}: {}. Do both nodes have the same secret (jgroups.secretPath)?"
                            + " Further attempts of that host are not logged",
                    peer,
                    why instanceof EOFException ? "it hung up" : why.getMessage());
        } else {
            LOG.debug("No cluster connection with {}", peer, why);
        }
    }

    void welcomed(@Nullable InetAddress host) {
        if (host != null) {
            refused.remove(host.getHostAddress());
        }
    }
}
