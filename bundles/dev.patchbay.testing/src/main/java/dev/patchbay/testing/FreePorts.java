package dev.patchbay.testing;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.BitSet;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that cannot be told to take whichever is free.
 *
 * <p>A port that the system chose for a socket which was closed again is chosen again for somebody's outgoing connection, in a
 * test of peers that dial each other even for the one that dials that very port. So these lie below the range from which
 * systems choose (32768 by default on Linux, 49152 elsewhere).
 */
public final class FreePorts {

    private static final int FIRST = 20_000;
    private static final int END = 32_000;
    private static final int ATTEMPTS = 1_000;

    /** What this process was given; guarded by itself. */
    private static final BitSet GIVEN = new BitSet(END);

    private FreePorts() {}

    /** A port of 127.0.0.1 that neither TCP nor UDP uses at the moment; another one each time. From any thread. */
    public static int next() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (isNew(port) && isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No free port found between " + FIRST + " and " + END);
    }

    private static boolean isNew(int port) {
        synchronized (GIVEN) {
            boolean isNew = !GIVEN.get(port);
            GIVEN.set(port);
            return isNew;
        }
    }

    private static boolean isFree(int port) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (ServerSocket tcp = new ServerSocket();
                DatagramSocket udp = new DatagramSocket(null)) {
            tcp.bind(address);
            udp.bind(address);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
