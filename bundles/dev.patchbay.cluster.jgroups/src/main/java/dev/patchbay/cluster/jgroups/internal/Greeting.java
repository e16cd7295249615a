package dev.patchbay.cluster.jgroups.internal;

import dev.patchbay.cluster.ClusterNode;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * What two nodes do first on a connection, both alike: prove the secret if there is one, say their names, and answer
 * whether the other's name is free. A peer that is silent or not let in costs no more than the time for this.
 */
final class Greeting {

    /** For one who has connected: he keeps nobody waiting but himself. */
    static final int WELCOME_IN_MS = 3_000;

    private final @Nullable Seal seal;
    private final Names names;
    private final int answerInMs;
    private final Refusals refusals = new Refusals();

    /** @param answerInMs how long one who was connected to may take */
    Greeting(@Nullable Seal seal, Names names, int answerInMs) {
        this.seal = seal;
        this.names = names;
        this.answerInMs = answerInMs;
    }

    /** What is to be read from and written to from then on. */
    record Streams(InputStream input, OutputStream output) {}

    /**
     * Greets the peer of a connected socket.
     *
     * @param client whether this side has connected
     * @throws IOException when they do not come together; the log has said why
     */
    Streams exchange(Socket socket, boolean client) throws IOException {
        String peer = String.valueOf(socket.getRemoteSocketAddress());
        try {
            socket.setSoTimeout(client ? answerInMs : WELCOME_IN_MS);
            Streams streams = seal == null
                    ? new Streams(socket.getInputStream(), socket.getOutputStream())
                    : sealed(seal, socket, peer, client);
            greet(streams);
            socket.setSoTimeout(0);
            refusals.welcomed(socket.getInetAddress());
            return streams;
        } catch (NameTakenException e) {
            throw e;
        } catch (IOException e) {
            if (!socket.isClosed()) { // or else this side has ended it
                refusals.refused(socket.getInetAddress(), peer, e);
            }
            throw e;
        }
    }

    private static Streams sealed(Seal seal, Socket socket, String peer, boolean client) throws IOException {
        SSLSocket tls = (SSLSocket) seal.sockets().createSocket(socket, peer, socket.getPort(), false);
        tls.setUseClientMode(client);
        tls.setSSLParameters(Seal.parameters());
        tls.startHandshake();
        return new Streams(tls.getInputStream(), tls.getOutputStream());
    }

    private void greet(Streams streams) throws IOException {
        send(streams, names.self()::write);
        Claim peer = Claim.read(streams.input());
        ClusterNode owner = names.owner(peer);
        send(streams, answer -> writeOwner(answer, owner));
        ClusterNode owns = readOwner(streams.input(), names.self().node().name());
        if (owns != null) {
            names.lost(owns);
            throw new NameTakenException(names.self().node(), owns);
        }
        if (owner != null) {
            names.twins(owner, peer.node());
            throw new NameTakenException(peer.node(), owner);
        }
    }

    /** Writes something. */
    @FunctionalInterface
    private interface Text {

        void write(DataOutputStream output) throws IOException;
    }

    private static void send(Streams streams, Text text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        text.write(new DataOutputStream(bytes));
        streams.output().write(bytes.toByteArray());
        streams.output().flush();
    }

    /** The address of whom the peer's name belongs to, empty when it is free. */
    private static void writeOwner(DataOutputStream answer, @Nullable ClusterNode owner) throws IOException {
        answer.writeBoolean(owner != null);
        answer.writeUTF(owner == null ? "" : owner.address());
    }

    private static @Nullable ClusterNode readOwner(InputStream stream, String name) throws IOException {
        DataInputStream input = new DataInputStream(stream);
        boolean taken = input.readBoolean();
        String address = input.readUTF();
        return taken ? new ClusterNode(name, address) : null;
    }

    /** Two nodes have one name. */
    private static final class NameTakenException extends IOException {

        private static final long serialVersionUID = 1L;

        NameTakenException(ClusterNode later, ClusterNode owner) {
            super("The name of node " + later.name() + " at " + later.address() + " belongs to the one at "
                    + owner.address());
        }
    }
}
