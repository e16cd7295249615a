package dev.patchbay.transport.udp.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A bound socket and the threads that receive from it. Thread-safe. */
final class BoundSocket {

    private static final Logger LOG = LoggerFactory.getLogger(BoundSocket.class);

    private final DatagramChannel channel;
    private final InetSocketAddress address;
    private final int maxBytes;
    private final Tally tally;
    private final Consumer<BoundSocket> onEnd;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Filled before the first of them runs. */
    private final List<Thread> threads = new ArrayList<>();

    /**
     * Receives nothing before {@link #start}.
     *
     * @param onEnd called by each thread when the socket has been closed, by whomever, as the last thing it does
     */
    BoundSocket(DatagramChannel channel, int maxBytes, Tally tally, Consumer<BoundSocket> onEnd) throws IOException {
        this.channel = channel;
        this.address = (InetSocketAddress) channel.getLocalAddress();
        this.maxBytes = maxBytes;
        this.tally = tally;
        this.onEnd = onEnd;
    }

    /** @throws IOException when there is no memory for its threads; to be closed then */
    void start(int count, HandlerCalls calls, OnceASecond faults) throws IOException {
        try {
            for (int n = 1; n <= count; n++) {
                threads.add(newThread(new Receiver(this, calls, tally, faults), n));
            }
            threads.forEach(Thread::start);
        } catch (OutOfMemoryError e) {
            throw new IOException("no memory or no threads are left for " + count + " threads", e);
        }
    }

    private Thread newThread(Receiver receiver, int number) {
        Thread thread = new Thread(receiver, "patchbay-udp" + address + "-" + number);
        thread.setDaemon(true);
        return thread;
    }

    DatagramChannel channel() {
        return channel;
    }

    InetSocketAddress address() {
        return address;
    }

    ReceivedRequest newRequest() {
        return new ReceivedRequest(channel, address, maxBytes, tally);
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    boolean has(Thread thread) {
        return threads.contains(thread);
    }

    /** The system has the port back. The threads end, each as soon as the handler returns. Harmless when repeated. */
    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("{} could not be closed", address, e);
        }
        closed.countDown();
        awaitLastReceive();
    }

    /**
     * The system keeps the port until the thread that receives has woken. Receives come one after the other, so one
     * more fails as soon as the last is over.
     */
    private void awaitLastReceive() {
        try {
            channel.receive(ByteBuffer.allocate(1));
        } catch (IOException e) {
            LOG.trace("{} receives no more", address, e);
        }
    }

    boolean isEnded() {
        return threads.stream().noneMatch(Thread::isAlive);
    }

    /** One of its threads ends. */
    void ended() {
        onEnd.accept(this);
    }

    /** Waits that long, or until this is closed. */
    void awaitClose(long atMostInNs) {
        try {
            boolean isClosed = closed.await(atMostInNs, TimeUnit.NANOSECONDS);
            LOG.trace("{} is {}", address, isClosed ? "closed" : "open");
        } catch (InterruptedException e) {
            LOG.debug("A thread of {} was interrupted; it ends when the socket is closed", address, e);
        }
    }

    void interrupt() {
        threads.forEach(Thread::interrupt);
    }

    /** @return false when a thread was still there at that {@link System#nanoTime} */
    boolean join(long deadlineInNs) throws InterruptedException {
        for (Thread thread : threads) {
            long leftInMs = TimeUnit.NANOSECONDS.toMillis(deadlineInNs - System.nanoTime());
            thread.join(Math.max(1, leftInMs));
            if (thread.isAlive()) {
                return false;
            }
        }
        return true;
    }
}
