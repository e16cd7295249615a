package dev.patchbay.benchmarks.driver;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Lets wires say their {@link Greeting} once, and waits until each has been agreed to. */
final class Greeter implements Player {

    private static final long PATIENCE_IN_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int PAUSE_IN_MS = 20;
    private static final Marker ERROR = new Marker("\"error\"");

    private final Greeting greeting;
    private final List<Wire> wires;
    private final Outbox outbox;
    private final BitSet accepted = new BitSet();
    private final BitSet refused = new BitSet();
    private long startedAt;

    private Greeter(Greeting greeting, List<Wire> wires, Outbox outbox) {
        this.greeting = greeting;
        this.wires = wires;
        this.outbox = outbox;
    }

    /**
     * Has them greet.
     *
     * @param wires of that lane
     * @throws IOException when one of them is refused or not agreed to within 30 s
     */
    static void greet(Greeting greeting, Lane lane, List<Wire> wires) throws IOException {
        Greeter greeter = new Greeter(greeting, wires, lane.outbox());
        lane.play(greeter);
        if (greeter.accepted.cardinality() < wires.size()) {
            throw new IOException("Expected " + wires.size() + " greetings to be agreed to, got "
                    + greeter.accepted.cardinality() + ", and " + greeter.refused.cardinality() + " refused");
        }
    }

    @Override
    public void start(long nowInNanos) {
        startedAt = nowInNanos;
        wires.forEach(wire -> outbox.send(wire, greeting.request(), Request.FIRST_NUMBER + wire.index()));
    }

    @Override
    public void onMessage(Wire wire, byte[] buffer, int offset, int length, long nowInNanos) {
        if (ERROR.isIn(buffer, offset, length)) {
            refused.set(wire.index());
        } else if (greeting.accepted().isIn(buffer, offset, length)
                && wire.index() >= wires.get(0).index()) {
            accepted.set(wire.index());
        }
    }

    @Override
    public void onClosed(Wire wire) {
        refused.set(wire.index());
    }

    @Override
    public int turn(long nowInNanos) {
        boolean done = accepted.cardinality() + refused.cardinality() >= wires.size();
        return done || nowInNanos - startedAt > PATIENCE_IN_NANOS ? OVER : PAUSE_IN_MS;
    }
}
