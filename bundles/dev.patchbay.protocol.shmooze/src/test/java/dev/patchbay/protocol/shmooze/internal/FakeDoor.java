package dev.patchbay.protocol.shmooze.internal;

import dev.patchbay.line.LineConnection;
import dev.patchbay.line.LineDoor;
import dev.patchbay.line.LineListener;
import dev.patchbay.line.LinePort;
import dev.patchbay.line.LineSettings;
import dev.patchbay.line.LineTransport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A door for tests that do what they do on one thread; what cannot be had is not tried again. */
final class FakeDoor implements LineDoor {

    private final LineTransport transport;
    private final Function<LineConnection, LineListener> acceptor;
    private final List<LinePort> ports = new ArrayList<>();
    private volatile LinePort port;
    private LineSettings wanted;
    private String fault;

    FakeDoor(LineTransport transport, Function<LineConnection, LineListener> acceptor) {
        this.transport = transport;
        this.acceptor = acceptor;
    }

    @Override
    public void listen(LineSettings settings) {
        if (!settings.equals(wanted)) {
            wanted = settings;
            ports.forEach(LinePort::closeDoor);
            open(settings);
        }
    }

    private void open(LineSettings settings) {
        try {
            port = transport.listen(settings, acceptor);
            ports.add(port);
            fault = null;
        } catch (IOException e) {
            port = null;
            fault = e.getMessage();
        }
    }

    @Override
    public void refuse(String why) {
        shut();
        fault = why;
    }

    @Override
    public void shut() {
        ports.forEach(LinePort::close);
        ports.clear();
        port = null;
        wanted = null;
        fault = null;
    }

    @Override
    public InetSocketAddress address() {
        LinePort open = port;
        return open == null ? null : open.address();
    }

    @Override
    public String fault() {
        return fault;
    }

    @Override
    public void close() {
        shut();
    }
}
