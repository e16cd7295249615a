package dev.patchbay.cluster.jgroups.internal;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listening socket that hands out only peers that were let in. Each is looked at on a thread of its own, so one that
 * stays silent keeps nobody waiting.
 */
final class GuardedServerSocket extends ServerSocket {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedServerSocket.class);

    private static final int AT_ONCE = 32;
    private static final int IDLE_IN_SEC = 5;
    private static final long PAUSE_IN_NS = 1_000_000_000L;

    private final Greeting greeting;
    private final StallWatch watch;
    private final AtomicInteger count = new AtomicInteger();

    /** Those who were let in and wait to be taken; bounded by those looked at in a while. */
    private final LinkedBlockingQueue<GuardedSocket> ready = new LinkedBlockingQueue<>(AT_ONCE);

    /** Those under way, to be closed with this. */
    private final Set<Socket> entering = ConcurrentHashMap.newKeySet();

    private final ThreadPoolExecutor guards =
            new ThreadPoolExecutor(0, AT_ONCE, IDLE_IN_SEC, TimeUnit.SECONDS, new SynchronousQueue<>(), this::guard);

    private final Thread door = new Thread(this::acceptAll, "patchbay-jgroups-door");

    GuardedServerSocket(Greeting greeting, StallWatch watch) throws IOException {
        this.greeting = greeting;
        this.watch = watch;
        door.setDaemon(true);
    }

    private Thread guard(Runnable work) {
        Thread thread = new Thread(work, "patchbay-jgroups-guard-" + count.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void bind(SocketAddress address, int backlog) throws IOException {
        super.bind(address, backlog);
        door.start();
    }

    private void acceptAll() {
        while (!isClosed()) {
            GuardedSocket peer = new GuardedSocket(greeting, watch);
            try {
                implAccept(peer);
                entering.add(peer);
                guards.execute(() -> lookAt(peer));
            } catch (RejectedExecutionException e) {
                LOG.debug("{} was turned away: {} others are being looked at", peer, AT_ONCE);
                close(peer);
            } catch (IOException e) {
                close(peer);
                failed(e);
            }
        }
    }

    /** When the process has no more files to open, trying at once would only burn the processor. */
    private void failed(IOException failure) {
        if (!isClosed()) {
            LOG.warn("The cluster's port {} cannot take a connection", getLocalPort(), failure);
            LockSupport.parkNanos(PAUSE_IN_NS);
        }
    }

    private void lookAt(GuardedSocket peer) {
        try {
            peer.welcome();
            ready.put(peer);
            if (isClosed()) {
                close(peer);
            }
        } catch (IOException e) { // the greeting has said why, if anybody needs to know
            LOG.debug("{} was not let in", peer, e);
            close(peer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close(peer);
        } finally {
            entering.remove(peer);
        }
    }

    private void close(Socket peer) {
        entering.remove(peer);
        try {
            peer.close();
        } catch (IOException e) {
            LOG.debug("{} does not close", peer, e);
        }
    }

    /** The next peer that was let in. */
    @Override
    public Socket accept() throws IOException {
        try {
            while (!isClosed()) {
                GuardedSocket peer = ready.poll(1, TimeUnit.SECONDS);
                if (peer != null) {
                    return peer;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new SocketException("The cluster's port is closed");
    }

    @Override
    public void close() throws IOException {
        super.close();
        if (guards != null) { // the superclass may close before there are any
            guards.shutdownNow();
            entering.forEach(this::close);
            ready.forEach(this::close);
        }
    }
}
