package dev.patchbay.benchmarks.driver;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Loads a WebSocket server over connections it keeps open.
 *
 * <ol>
 *   <li>{@link #open} connects; all connections have been upgraded when it returns.
 *   <li>{@link #run} sends a {@link Load} and blocks until it is over; it may be repeated, first for warming up.
 *   <li>{@link #close} ends the connections; it does not wait for the server's goodbye.
 * </ol>
 *
 * <p>Every call of all runs has a number of its own. Connections are shared out to lanes, each a selector with a thread
 * of its own. For one thread at a time.
 */
public final class Driver implements AutoCloseable {

    private static final int AT_ONCE = 100;
    private static final long OPENING_IN_MS = 60_000;

    private final List<Lane> lanes = new ArrayList<>();
    private final ExecutorService threads;
    private final AtomicLong numbers = new AtomicLong(Request.FIRST_NUMBER);

    private volatile boolean ending;

    private Driver(int lanes) {
        this.threads = Executors.newFixedThreadPool(lanes, work -> new Thread(work, "driver"));
    }

    /** Opens connections, served by one lane. */
    public static Driver open(Target target, int connections) throws IOException {
        return open(target, connections, 1);
    }

    /**
     * Opens connections.
     *
     * @param lanes how many threads serve them
     * @throws IOException when one of them is refused, or after a minute
     */
    public static Driver open(Target target, int connections, int lanes) throws IOException {
        Driver driver = new Driver(lanes);
        try {
            for (int i = 0; i < lanes; i++) {
                int share = connections / lanes + (i < connections % lanes ? 1 : 0);
                driver.addLane(target).open(share, AT_ONCE, OPENING_IN_MS);
            }
            return driver;
        } catch (IOException e) {
            driver.close();
            throw e;
        }
    }

    private Lane addLane(Target target) throws IOException {
        Lane lane = new Lane(target);
        lanes.add(lane);
        return lane;
    }

    /**
     * Lets each connection say something before all else, and waits until all are agreed to.
     *
     * @throws IOException when one of them is refused or not answered within 30 s
     */
    public void greet(Greeting greeting) throws IOException {
        for (Lane lane : lanes) {
            Greeter.greet(greeting, lane, lane.wires());
        }
    }

    /** Runs a load and blocks until it is over: its time, and at most 15 s more for answers that are due. */
    public Outcome run(Load load) throws IOException, InterruptedException {
        return run(load, Observer.NONE);
    }

    /**
     * Likewise.
     *
     * @param observer sees every answer; with several lanes it is called by several threads
     */
    public Outcome run(Load load, Observer observer) throws IOException, InterruptedException {
        ending = false;
        List<Callable<Outcome>> runs = new ArrayList<>();
        for (Lane lane : lanes) {
            runs.add(() -> run(lane, load.share(lanes.size()), observer));
        }
        return Outcome.sum(results(runs));
    }

    private Outcome run(Lane lane, Load load, Observer observer) throws IOException {
        Calls calls = new Calls(load, lane.wires(), lane.outbox(), numbers::getAndIncrement, observer);
        Caller caller = new Caller(load, calls, lane.wires().size(), () -> ending);
        lane.play(caller);
        return caller.outcome();
    }

    /** Ends a run under way as if its time were over; from any thread. */
    public void end() {
        ending = true;
    }

    private List<Outcome> results(List<Callable<Outcome>> runs) throws IOException, InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        for (Future<Outcome> run : threads.invokeAll(runs)) {
            outcomes.add(resultOf(run));
        }
        return outcomes;
    }

    private static Outcome resultOf(Future<Outcome> run) throws IOException, InterruptedException {
        try {
            return run.get();
        } catch (ExecutionException e) {
            throw new IOException("The load could not be sent", e.getCause());
        }
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        for (Lane lane : lanes) {
            lane.close();
        }
    }
}
