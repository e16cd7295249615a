package dev.patchbay.shell.internal.command;

import dev.patchbay.event.Event;
import dev.patchbay.event.EventListener;
import dev.patchbay.json.Json;
import java.io.PrintStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CountDownLatch;

/** Prints a line for each event, up to a number of them. Thread-safe. */
final class EventLines implements EventListener {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    private final PrintStream out;
    private final CountDownLatch over = new CountDownLatch(1);
    private int remaining;

    EventLines(PrintStream out, int count) {
        this.out = out;
        this.remaining = count;
    }

    @Override
    public synchronized void onEvent(Event event) {
        if (remaining > 0) {
            out.println(TIME.format(event.time()) + "  " + event.seq() + "  " + event.name() + "  "
                    + Json.write(event.properties()));
            remaining--;
            if (remaining == 0) {
                over.countDown();
            }
        }
    }

    /** Waits until as many were printed as asked for, or {@link #end} was called. */
    void await() throws InterruptedException {
        over.await();
    }

    /** Prints no more: the terminal belongs to the prompt again. */
    synchronized void end() {
        remaining = 0;
        over.countDown();
    }
}
