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
     * Lets the publisher say something before all else, and waits until it is agreed to.
     *
     * @throws IOException when it is refused or not answered within 30 s
     */
    public void greet(Greeting greeting) throws IOException {
        Greeter.greet(greeting, lane, lane.wires().subList(0, 1));
    }

    /**
     * Lets each subscriber subscribe, and waits until all are agreed to.
     *
     * @throws IOException when one of them is refused or not answered within 30 s
     */
    public void subscribe(Greeting greeting) throws IOException {
        Greeter.greet(greeting, lane, lane.wires().subList(1, lane.wires().size()));
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
