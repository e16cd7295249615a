package dev.patchbay.cluster.jgroups.internal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A connection between nodes. Once connected or let in, its streams are those of TLS if there is a secret; a peer that
 * is silent or does not know the secret costs no more than the time for the handshake.
 */
final class GuardedSocket extends Socket {

    /** What JGroups sends first on a connection. */
    private static final byte[] COOKIE = "bela".getBytes(StandardCharsets.US_ASCII);

    private static final int HANDSHAKE_IN_MS = 3_000;

    private final @Nullable Seal seal;
    private final Refusals refusals;
    private final StallWatch watch;

    /** Those of the handshake; null before it. */
    private volatile @Nullable InputStream input;

    private volatile @Nullable OutputStream output;

    /** When the write that is under way began; 0 when there is none. */
    private volatile long writingSinceNs;

    GuardedSocket(@Nullable Seal seal, Refusals refusals, StallWatch watch) {
        this.seal = seal;
        this.refusals = refusals;
        this.watch = watch;
    }

    @Override
    public void connect(SocketAddress peer, int timeoutInMs) throws IOException {
        super.connect(peer, timeoutInMs);
        if (seal != null) {
            shake(seal, true);
        }
        watch.add(this);
    }

    /** The peer has connected: lets it in. Takes the time of a handshake at most. */
    void welcome() throws IOException {
        if (seal != null) {
            shake(seal, false);
        } else {
            peek();
        }
        watch.add(this);
    }

    private void shake(Seal withSeal, boolean client) throws IOException {
        String peer = String.valueOf(getRemoteSocketAddress());
        try {
            setSoTimeout(HANDSHAKE_IN_MS);
            SSLSocket tls = (SSLSocket) withSeal.sockets().createSocket(this, peer, getPort(), false);
            SSLParameters parameters = Seal.parameters();
            tls.setUseClientMode(client);
            tls.setSSLParameters(parameters);
            tls.startHandshake();
            input = tls.getInputStream();
            output = tls.getOutputStream();
            setSoTimeout(0);
            refusals.welcomed(getInetAddress());
        } catch (ConnectException e) {
            throw e;
        } catch (IOException e) {
            refusals.refused(getInetAddress(), peer, e);
            close();
            throw e;
        }
    }

    private void peek() throws IOException {
        String peer = String.valueOf(getRemoteSocketAddress());
        try {
            setSoTimeout(HANDSHAKE_IN_MS);
            PushbackInputStream plain = new PushbackInputStream(super.getInputStream(), COOKIE.length);
            byte[] first = plain.readNBytes(COOKIE.length);
            if (!Arrays.equals(first, COOKIE)) {
                throw new IOException("Expected a node without a secret, like this one, got other bytes first");
            }
            plain.unread(first);
            input = plain;
            setSoTimeout(0);
        } catch (IOException e) {
            refusals.refused(getInetAddress(), peer, e);
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
        return new Watched(own != null ? own : super.getOutputStream());
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
