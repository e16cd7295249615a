package dev.patchbay.cli;

import dev.patchbay.json.Json;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Prints one line for each event. Thread-safe: the connections of a listener come one after the other. */
final class EventPrinter implements Consumer<Map<?, ?>> {

    private final PrintStream out;
    private final CompletableFuture<String> done = new CompletableFuture<>();
    private final Place place;
    private long remaining;

    /**
     * Makes it.
     *
     * @param place moved behind each event printed
     * @param count how many events to print, 1 or more
     */
    EventPrinter(PrintStream out, Place place, long count) {
        this.out = out;
        this.place = place;
        this.remaining = count;
    }

    @Override
    public synchronized void accept(Map<?, ?> event) {
        if (remaining == 0) {
            return;
        }
        out.println(Json.write(event));
        if (event.get("seq") instanceof Long seq) {
            place.passed(seq);
        }
        remaining--;
        if (remaining == 0) {
            done.complete("printed as many as asked for");
        }
    }

    /** Completes when as many events were printed as asked for. */
    CompletableFuture<String> done() {
        return done;
    }
}
