package dev.patchbay.transport.udp.internal;

import dev.patchbay.udp.UdpServer;
import java.util.concurrent.atomic.LongAdder;

/** What a server counts. Thread-safe. */
final class Tally {

    final LongAdder received = new LongAdder();
    final LongAdder answered = new LongAdder();
    final LongAdder failed = new LongAdder();
    final LongAdder cut = new LongAdder();
    final LongAdder broken = new LongAdder();

    UdpServer.Counts counts() {
        return new UdpServer.Counts(received.sum(), answered.sum(), failed.sum(), cut.sum(), broken.sum());
    }
}
