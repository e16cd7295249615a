package dev.patchbay.cluster.jgroups.internal;

import java.io.EOFException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection between nodes that have greeted each other. Once connected or let in, its streams are those of TLS if
 * there is a secret.
 */
final class GuardedSocket extends Socket {

    private final Greeting greeting;
    private final StallWatch watch;

    /** Those of the greeting; null before it. */
    private volatile @Nullable InputStream input;

    private volatile @Nullable OutputStream output;

    /** When the write that is under way began; 0 when there is none. */
    private volatile long writingSinceNs;

    GuardedSocket(Greeting greeting, StallWatch watch) {
        this.greeting = greeting;
        this.watch = watch;
    }

    /** Connects and greets. Does nothing when connected: JGroups connects what it is handed. */
    @Override
    public void connect(SocketAddress peer, int timeoutInMs) throws IOException {
        if (!isConnected()) {
            super.connect(peer, timeoutInMs);
            enter(true);
        }
    }

    /**
     * The peer has connected: lets it in, and waits until it says something more. It may have connected for nothing, or
     * stand still by now, and the one thread of JGroups that takes peers would wait for their first words.
     */
    void welcome() throws IOException {
        enter(false);
        setSoTimeout(Greeting.WELCOME_IN_MS);
        PushbackInputStream begun = new PushbackInputStream(getInputStream());
        int first = begun.read();
        if (first < 0) {
            throw new EOFException("It has connected for nothing");
        }
        begun.unread(first);
        input = begun;
        setSoTimeout(0);
    }

    private void enter(boolean client) throws IOException {
        try {
            Greeting.Streams streams = greeting.exchange(this, client);
            input = streams.input();
            output = streams.output();
            watch.add(this);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        InputStream own = input;
        return own != null ? own : super.getInputStream();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        OutputStream own = output;
        return own != null ? own : new Watched(super.getOutputStream());
    }

    /** How long the peer has taken nothing of what is being sent to it. */
    long stalledForMs() {
        long since = writingSinceNs;
        return since == 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
    }

    @Override
    public synchronized void close() throws IOException {
        if (watch != null) { // the superclass may close before there is one
            watch.remove(this);
        }
        super.close();
    }

    /** Notes when a write begins and ends; one thread writes at a time. */
    private final class Watched extends FilterOutputStream {

        Watched(OutputStream target) {
            super(target);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            writingSinceNs = System.nanoTime();
            try {
                out.write(bytes, offset, length);
            } finally {
                writingSinceNs = 0;
            }
        }
    }
}
