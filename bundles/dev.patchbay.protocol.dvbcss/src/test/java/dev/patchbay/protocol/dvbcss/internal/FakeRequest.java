package dev.patchbay.protocol.dvbcss.internal;

import dev.patchbay.udp.UdpRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A datagram, and what is sent back, in hexadecimal digits. */
final class FakeRequest implements UdpRequest {

    private final ByteBuffer data;
    private final long receivedAtInNs = System.nanoTime();
    private final List<ByteBuffer> answers = new ArrayList<>();
    private boolean unreachable;

    private FakeRequest(byte[] octets) {
        // longer, and not from its beginning: as the buffer of a port is
        data = ByteBuffer.allocateDirect(octets.length + 40).put(0, octets).limit(octets.length);
    }

    static FakeRequest of(String hex) {
        String digits = hex.replaceAll("[^0-9A-Fa-f]", "");
        byte[] octets = new byte[digits.length() / 2];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) Integer.parseInt(digits.substring(2 * i, 2 * i + 2), 16);
        }
        return new FakeRequest(octets);
    }

    static FakeRequest of(byte[] octets) {
        return new FakeRequest(octets);
    }

    /** Answers to it cannot be sent. */
    FakeRequest unreachable() {
        unreachable = true;
        return this;
    }

    List<ByteBuffer> answers() {
        return answers;
    }

    static String hex(ByteBuffer octets, int from, int to) {
        StringBuilder hex = new StringBuilder();
        for (int i = from; i < to; i++) {
            hex.append(String.format(Locale.ROOT, "%02X", octets.get(i)));
        }
        return hex.toString();
    }

    @Override
    public long receivedAtInNs() {
        return receivedAtInNs;
    }

    @Override
    public ByteBuffer data() {
        return data;
    }

    @Override
    public InetSocketAddress source() {
        return InetSocketAddress.createUnresolved("client", 40_000);
    }

    @Override
    public InetSocketAddress destination() {
        return InetSocketAddress.createUnresolved("server", 6677);
    }

    @Override
    public void answer(ByteBuffer answer) throws IOException {
        if (unreachable) {
            throw new IOException("unreachable on purpose");
        }
        answers.add(ByteBuffer.allocate(answer.remaining()).put(answer).flip());
    }
}
