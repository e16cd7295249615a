package dev.patchbay.transport.udp.internal;

import dev.patchbay.udp.UdpSettings;
import dev.patchbay.udp.spi.UdpRequestHandler;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.channels.DatagramChannel;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets of a server from a start to its stop. Thread-safe.
 *
 * <p>A wildcard has a socket at each address of the machine, since Java does not tell to which address a datagram was
 * sent, and an answer leaves from the address of its socket. One more at the wildcard itself keeps the port from
 * others, and receives what was sent to an address that is not listed, such as 127.0.0.2 or a broadcast.
 */
final class OpenPort {

    private static final Logger LOG = LoggerFactory.getLogger(OpenPort.class);

    private static final long PATIENCE_IN_NS = TimeUnit.MILLISECONDS.toNanos(1_500);
    private static final long PATIENCE_AFTER_INTERRUPT_IN_NS = TimeUnit.MILLISECONDS.toNanos(500);

    private final UdpSettings settings;
    private final UdpServers servers;
    private final Tally tally;
    private final HandlerCalls calls;
    private final OnceASecond faults = new OnceASecond(System::nanoTime);

    /** The one that was asked for, with the port that it has. */
    private final InetSocketAddress address;

    // Guarded by this.

    /** By their addresses as text, since link-local ones of several interfaces are equal. */
    private final Map<String, BoundSocket> sockets = new LinkedHashMap<>();

    /** Those that have been closed while a thread was still in the handler, or may have been. */
    private final Set<BoundSocket> ending = new HashSet<>();

    /** The addresses that cannot be had now. */
    private final Set<String> failing = new HashSet<>();

    private @Nullable Future<?> tending;
    private boolean isShut;

    /** The system does not tell the addresses of this machine. */
    private boolean isBlind;

    /** @throws IOException when the port cannot be had; its message names it */
    OpenPort(UdpSettings settings, UdpServers servers, UdpRequestHandler handler, Tally tally) throws IOException {
        this.settings = settings;
        this.servers = servers;
        this.tally = tally;
        InetSocketAddress wanted = resolved(settings);
        // Threads of several addresses take turns; those of one are no more than may call at once.
        Semaphore turns = wanted.getAddress().isAnyLocalAddress() ? new Semaphore(settings.threads(), true) : null;
        this.calls = new HandlerCalls(handler, tally, turns);
        this.address = openFirst(wanted);
        tend();
    }

    private static InetSocketAddress resolved(UdpSettings settings) throws IOException {
        InetSocketAddress wanted = new InetSocketAddress(settings.host(), settings.port());
        if (wanted.isUnresolved()) {
            throw new IOException("Cannot receive UDP at " + settings.host() + ":" + settings.port()
                    + ": the host has no address. Correct its name");
        }
        return wanted;
    }

    private synchronized InetSocketAddress openFirst(InetSocketAddress wanted) throws IOException {
        try {
            // Alone: at the wildcard, it is refused while anybody has that port at any address.
            BoundSocket first = open(wanted);
            sockets.put(text(first.address().getAddress()), first);
            return first.address();
        } catch (IOException e) {
            shut();
            throw new IOException(
                    "Cannot receive UDP at " + settings.host() + ":" + settings.port() + ": " + e.getMessage()
                            + ". End what receives there, or choose another host or port",
                    e);
        } catch (RuntimeException | Error e) {
            shut();
            throw e;
        }
    }

    private BoundSocket open(InetSocketAddress where) throws IOException {
        List<DatagramChannel> ours =
                sockets.values().stream().map(BoundSocket::channel).toList();
        DatagramChannel channel = UdpSockets.bind(where, settings.receiveBufferBytes(), ours);
        try {
            BoundSocket socket = new BoundSocket(channel, settings.maxBytes(), tally, this::ended);
            socket.start(settings.threads(), calls, faults);
            return socket;
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    InetSocketAddress address() {
        return address;
    }

    synchronized boolean isShut() {
        return isShut;
    }

    /** A thread has ended; by an interrupt that closed its socket, unless that was done here. */
    private void ended(BoundSocket socket) {
        if (has(socket)) {
            tend();
        }
    }

    private synchronized boolean has(BoundSocket socket) {
        return sockets.containsValue(socket);
    }

    /** Closes the sockets that are not wanted any more, opens those that are, and comes again if that may change. */
    private void tend() {
        try {
            tend(wanted());
        } catch (SocketException e) {
            blind(e);
            later();
        }
    }

    private synchronized void blind(SocketException fault) {
        if (!isBlind) {
            isBlind = true;
            LOG.warn("The addresses of this machine cannot be had; UDP {} stays at those it has", address, fault);
        }
    }

    private synchronized void tend(Map<String, InetAddress> wanted) {
        if (isShut) {
            return;
        }
        isBlind = false;
        sockets.entrySet().removeIf(each -> isDropped(wanted, each.getKey(), each.getValue()));
        failing.retainAll(wanted.keySet());
        wanted.forEach((name, where) -> {
            if (!sockets.containsKey(name)) {
                add(name, new InetSocketAddress(where, address.getPort()));
            }
        });
        if (!failing.isEmpty() || isWildcard()) {
            later();
        }
    }

    private boolean isDropped(Map<String, InetAddress> wanted, String name, BoundSocket socket) {
        if (socket.isOpen() && wanted.containsKey(name)) {
            return false;
        }
        if (socket.isOpen()) {
            LOG.info("No longer receiving UDP at {}: this machine has the address no more", socket.address());
        } else {
            LOG.warn("The socket of UDP {} was closed by an interrupt of its thread; another one is opened", address);
        }
        socket.close();
        ending.removeIf(BoundSocket::isEnded);
        ending.add(socket);
        return true;
    }

    private void add(String name, InetSocketAddress where) {
        try {
            sockets.put(name, open(where));
            boolean isBack = failing.remove(name);
            LOG.debug("Receiving UDP at {}{}", where, isBack ? " again" : "");
        } catch (IOException | RuntimeException e) {
            if (failing.add(name)) {
                LOG.warn("Cannot receive UDP at {} for now; it is tried again: {}", where, e.getMessage(), e);
            }
        }
    }

    private synchronized void later() {
        if (!isShut) {
            if (tending != null) {
                tending.cancel(false);
            }
            tending = servers.timer().after(servers.tendEveryMs(), this::tend);
        }
    }

    private boolean isWildcard() {
        return address.getAddress().isAnyLocalAddress();
    }

    private Map<String, InetAddress> wanted() throws SocketException {
        InetAddress own = address.getAddress();
        Map<String, InetAddress> wanted = new LinkedHashMap<>();
        wanted.put(text(own), own);
        if (isWildcard()) {
            for (InetAddress each : servers.localAddresses().now()) {
                if (each instanceof Inet4Address || !(own instanceof Inet4Address)) {
                    wanted.put(text(each), each);
                }
            }
        }
        return wanted;
    }

    private static String text(InetAddress address) {
        return address.getHostAddress();
    }

    /**
     * Closes the sockets; does not wait.
     *
     * @return false when that has been done before
     */
    synchronized boolean shut() {
        if (isShut) {
            return false;
        }
        isShut = true;
        if (tending != null) {
            tending.cancel(false);
        }
        sockets.values().forEach(BoundSocket::close);
        ending.addAll(sockets.values());
        sockets.clear();
        return true;
    }

    /**
     * Waits until the threads have ended, at most 2 s; one of them does not wait. After {@link #shut}.
     *
     * @param beganInNs the {@link System#nanoTime} that the 2 s begin with
     */
    void await(long beganInNs) {
        List<BoundSocket> all = ending();
        if (all.stream().anyMatch(socket -> socket.has(Thread.currentThread()))) {
            return;
        }
        try {
            if (join(all, beganInNs + PATIENCE_IN_NS)) {
                return;
            }
            all.forEach(BoundSocket::interrupt);
            if (!join(all, beganInNs + PATIENCE_IN_NS + PATIENCE_AFTER_INTERRUPT_IN_NS)) {
                LOG.warn("A thread of UDP {} is held by the handler, and ends when that returns", address);
            }
        } catch (InterruptedException e) {
            LOG.debug("The wait for the threads of UDP {} was interrupted; they end by themselves", address, e);
            Thread.currentThread().interrupt();
        }
    }

    private synchronized List<BoundSocket> ending() {
        return List.copyOf(ending);
    }

    private static boolean join(List<BoundSocket> sockets, long deadlineInNs) throws InterruptedException {
        boolean isEnded = true;
        for (BoundSocket socket : sockets) {
            isEnded &= socket.join(deadlineInNs);
        }
        return isEnded;
    }
}
