package dev.patchbay.transport.udp.internal;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A socket where receiving fails as often as wanted, as it does on systems that tell of unreachable ports. */
final class FailingChannel extends DatagramChannel {

    final AtomicInteger failures;
    private final DatagramChannel real;

    FailingChannel(int failures) throws IOException {
        this(DatagramChannel.open(), failures);
    }

    private FailingChannel(DatagramChannel real, int failures) throws IOException {
        super(real.provider());
        this.real = real;
        this.failures = new AtomicInteger(failures);
        real.bind(new InetSocketAddress("127.0.0.1", 0));
    }

    @Override
    public SocketAddress receive(ByteBuffer buffer) throws IOException {
        if (isOpen() && failures.getAndDecrement() > 0) {
            throw new PortUnreachableException();
        }
        return real.receive(buffer);
    }

    @Override
    public int send(ByteBuffer buffer, SocketAddress target) throws IOException {
        return real.send(buffer, target);
    }

    @Override
    public SocketAddress getLocalAddress() throws IOException {
        return real.getLocalAddress();
    }

    @Override
    protected void implCloseSelectableChannel() throws IOException {
        real.close();
    }

    @Override
    protected void implConfigureBlocking(boolean block) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DatagramChannel bind(SocketAddress local) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> DatagramChannel setOption(SocketOption<T> name, T value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T getOption(SocketOption<T> name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return Set.of();
    }

    @Override
    public DatagramSocket socket() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isConnected() {
        return false;
    }

    @Override
    public DatagramChannel connect(SocketAddress remote) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DatagramChannel disconnect() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SocketAddress getRemoteAddress() {
        return null;
    }

    @Override
    public int read(ByteBuffer buffer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long read(ByteBuffer[] buffers, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer buffer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] buffers, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MembershipKey join(InetAddress group, NetworkInterface where) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MembershipKey join(InetAddress group, NetworkInterface where, InetAddress source) {
        throw new UnsupportedOperationException();
    }
}
