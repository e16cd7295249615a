package dev.patchbay.cluster.jgroups.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jgroups.PhysicalAddress;
import org.jgroups.stack.IpAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the listed nodes are met. A name service that does not answer is silent for ten seconds and more, so every name
 * is looked up on a thread of its own, and again until it is known.
 */
final class Hosts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Hosts.class);

    /** What a name service that is well needs, many times over. */
    private static final long FIRST_LOOK_IN_MS = 500;

    private static final long PAUSE_IN_MS = 5_000;

    /** Knows which address a name stands for. */
    @FunctionalInterface
    interface NameService {

        /** May block for long. */
        InetAddress find(String host) throws UnknownHostException;
    }

    private final List<HostPort> places;
    private final NameService names;
    private final long pauseInMs;

    /** Grows while names become known; JGroups reads it whenever it looks for nodes. */
    private final List<PhysicalAddress> known = new CopyOnWriteArrayList<>();

    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * Knows the first and none of the others.
     *
     * @param places the others
     * @param pauseInMs between two looks for a name nobody knows
     */
    Hosts(PhysicalAddress first, List<HostPort> places, NameService names, long pauseInMs) {
        this.places = places;
        this.names = names;
        this.pauseInMs = pauseInMs;
        known.add(first);
    }

    /** With this machine's name service. */
    Hosts(PhysicalAddress first, List<HostPort> places) {
        this(first, places, InetAddress::getByName, PAUSE_IN_MS);
    }

    /** Returns when each was looked for once, or after a moment: the others are added when found. */
    void find() {
        CountDownLatch looked = new CountDownLatch(places.size());
        for (HostPort place : places) {
            Thread thread = new Thread(() -> find(place, looked), "patchbay-jgroups-name-" + place.host());
            thread.setDaemon(true);
            thread.start();
        }
        try {
            if (!looked.await(FIRST_LOOK_IN_MS, TimeUnit.MILLISECONDS)) {
                LOG.info("The name service takes its time for {} of {} members", looked.getCount(), places.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void find(HostPort place, CountDownLatch looked) {
        try {
            boolean found = look(place);
            looked.countDown();
            if (!found) {
                LOG.warn("The name service does not know {} (cluster.members); it is asked again", place.host());
            }
            while (!found && !closed.await(pauseInMs, TimeUnit.MILLISECONDS)) {
                found = look(place);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean look(HostPort place) {
        try {
            known.add(new IpAddress(names.find(place.host()), place.port()));
            return true;
        } catch (UnknownHostException e) {
            LOG.debug("The name service does not know {}", place.host(), e);
            return false;
        }
    }

    /** Those that are known by now; grows. */
    Collection<PhysicalAddress> known() {
        return known;
    }

    /** Looks for nobody any more; a look that is under way ends by itself. */
    @Override
    public void close() {
        closed.countDown();
    }
}
