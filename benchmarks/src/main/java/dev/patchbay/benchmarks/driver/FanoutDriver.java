package dev.patchbay.benchmarks.driver;

import java.io.IOException;

/**
 * One publisher and many subscribers of a WebSocket server, all on the calling thread. For one thread at a time.
 */
public final class FanoutDriver implements AutoCloseable {

    private static final int AT_ONCE = 100;
    private static final long OPENING_IN_MS = 60_000;

    private final Lane lane;
    private long nextNumber = Request.FIRST_NUMBER;

    private FanoutDriver(Lane lane) {
        this.lane = lane;
    }

    /** Opens one connection that publishes and so many that subscribe. */
    public static FanoutDriver open(Target target, int subscribers) throws IOException {
        Lane lane = new Lane(target);
        try {
            lane.open(1 + subscribers, AT_ONCE, OPENING_IN_MS);
            return new FanoutDriver(lane);
        } catch (IOException e) {
            lane.close();
            throw e;
        }
    }

    /**
     * Lets each subscriber send a request, and waits for the answers.
     *
     * @throws IOException when one of them is refused or not answered within 30 s
     */
    public void subscribe(Request request) throws IOException {
        Subscribing subscribing = new Subscribing(request, lane);
        lane.play(subscribing);
        int subscribers = lane.wires().size() - 1;
        if (subscribing.accepted() < subscribers) {
            throw new IOException(
                    "Expected " + subscribers + " subscriptions to be accepted, got " + subscribing.accepted());
        }
    }

    /** Publishes burst after burst; blocks until the time is over, and at most 15 s more for what is missing. */
    public Deliveries run(Burst burst, long durationInMs) throws IOException {
        Publisher publisher = new Publisher(burst, nextNumber, durationInMs, lane);
        lane.play(publisher);
        nextNumber = publisher.nextNumber();
        return publisher.deliveries();
    }

    @Override
    public void close() throws IOException {
        lane.close();
    }
}
