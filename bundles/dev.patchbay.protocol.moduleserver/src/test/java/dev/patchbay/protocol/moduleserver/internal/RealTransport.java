package dev.patchbay.protocol.moduleserver.internal;

import dev.patchbay.line.LineTransport;
import dev.patchbay.transport.line.internal.IoThreads;
import dev.patchbay.transport.line.internal.LineTransportComponent;

/** What a node has. Its threads are those of the test run; whoever listens closes the port. */
final class RealTransport {

    static final LineTransport SHARED = new LineTransportComponent(new IoThreads());

    private RealTransport() {}
}
