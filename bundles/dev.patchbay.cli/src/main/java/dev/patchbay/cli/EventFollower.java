package dev.patchbay.cli;

import dev.patchbay.cli.words.UsageException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Keeps a subscription alive: connects, subscribes, and when the connection ends connects again and asks for what was
 * missed. A first attempt that fails is the caller's failure; later ones are repeated for ever.
 */
final class EventFollower {

    private final Connector connector;
    private final List<String> masks;
    private final Console console;
    private final Place place = new Place();
    private final EventPrinter printer;
    private final Backoff backoff = new Backoff();

    /**
     * Makes it.
     *
     * @param count how many events to print, 1 or more
     */
    EventFollower(Connector connector, List<String> masks, long count, Console console) {
        this.connector = connector;
        this.masks = masks;
        this.console = console;
        this.printer = new EventPrinter(console.out(), place, count);
    }

    /** Returns when as many events were printed as asked for. */
    void follow() throws IOException, InterruptedException, NoNodeException, UsageException, CallFailedException {
        String reason = listen();
        while (!printer.done().isDone()) {
            console.say("The connection ended (" + reason + "); connecting again");
            reason = listenAgain();
        }
    }

    /** Also when the node does not know the token, which may be for as long as its users cannot be asked. */
    private String listenAgain() throws InterruptedException, CallFailedException {
        while (true) {
            backoff.pause();
            try {
                return listen();
            } catch (IOException | NoNodeException | UsageException e) {
                backoff.failed();
            }
        }
    }

    /** One connection, until it ends or the printer is done; returns why it ended. */
    private String listen()
            throws IOException, InterruptedException, NoNodeException, UsageException, CallFailedException {
        try (JsonRpcClient client = connector.connect(printer)) {
            subscribe(client);
            backoff.succeeded();
            return CompletableFuture.anyOf(client.closed(), printer.done())
                    .thenApply(String::valueOf)
                    .join();
        }
    }

    private void subscribe(JsonRpcClient client) throws IOException, InterruptedException, CallFailedException {
        Object answer = client.await("event.subscribe", place.subscription(masks));
        if (answer instanceof Map<?, ?> state && !place.subscribed(state)) {
            console.say("Some events were missed: more came than the node keeps");
        }
    }

    /** Finds the node and connects to it. */
    @FunctionalInterface
    interface Connector {

        /**
         * Connects anew; the node may have another address by now.
         *
         * @param onEvent as for {@link JsonRpcClient#connect(Access, Consumer)}
         */
        JsonRpcClient connect(Consumer<Map<?, ?>> onEvent)
                throws IOException, InterruptedException, NoNodeException, UsageException;
    }
}
