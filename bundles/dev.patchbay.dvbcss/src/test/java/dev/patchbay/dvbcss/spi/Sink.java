package dev.patchbay.dvbcss.spi;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts how often it is told. */
final class Sink implements TimelineSink {

    private final AtomicInteger told = new AtomicInteger();
    private final Runnable whenTold;

    Sink() {
        this(() -> {});
    }

    Sink(Runnable whenTold) {
        this.whenTold = whenTold;
    }

    @Override
    public void updateAllClients() {
        told.incrementAndGet();
        whenTold.run();
    }

    int told() {
        return told.get();
    }
}
