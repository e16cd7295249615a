package dev.patchbay.transport.line.internal;

import dev.patchbay.line.LineTransport;

/** The line transport itself, outside a framework. */
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
