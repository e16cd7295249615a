package dev.patchbay.transport.line.internal;

import dev.patchbay.line.LineTransport;

/** The line transport of a node, for tests of those that use it. */
public final class RealLines implements AutoCloseable {

    private final IoThreads threads = new IoThreads();
    private final LineTransportComponent transport = new LineTransportComponent(threads);

    public LineTransport transport() {
        return transport;
    }

    @Override
    public void close() {
        transport.deactivate();
        threads.close();
    }
}
