package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.driver.Rpc;
import dev.patchbay.benchmarks.process.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A member of a room on each of two nodes; both look who is in the cluster and in the room. */
final class Onlookers implements AutoCloseable {

    private static final long PATIENCE_IN_SEC = 60;
    private static final long PAUSE_IN_MS = 10;
    private static final double NANOS_PER_SEC = TimeUnit.SECONDS.toNanos(1);
    private static final String JOIN = "{\"room\":\"bench\"}";

    private final Rpc one;
    private final Rpc two;
    private final List<Sight> cuts = new ArrayList<>();
    private final List<Sight> heals = new ArrayList<>();

    /**
     * How long it took until both sides were right, and still were at the end.
     *
     * @param membershipInSec who is in the cluster
     * @param presenceInSec who is in the room
     */
    record Sight(double membershipInSec, double presenceInSec) {}

    private Onlookers(Rpc one, Rpc two) {
        this.one = one;
        this.two = two;
    }

    /** Signs in and joins the room on both. */
    static Onlookers of(Node first, Node second) throws IOException {
        Onlookers onlookers = new Onlookers(Rpc.open(first.target()), Rpc.open(second.target()));
        enter(onlookers.one, first.token());
        enter(onlookers.two, second.token());
        return onlookers;
    }

    private static void enter(Rpc rpc, String token) throws IOException {
        rpc.call("session.login", "{\"token\":\"" + token + "\"}");
        present(rpc);
    }

    /** Waits until each sees both. */
    void awaitTogether() throws IOException, InterruptedException {
        await(true);
    }

    /** Waits until each sees itself alone, and remembers how long that took. */
    void awaitApart() throws IOException, InterruptedException {
        cuts.add(await(false));
    }

    /** Waits until each sees both, and remembers how long that took. */
    void awaitTogetherAgain() throws IOException, InterruptedException {
        heals.add(await(true));
    }

    List<Sight> cuts() {
        return cuts;
    }

    List<Sight> heals() {
        return heals;
    }

    private Sight await(boolean together) throws IOException, InterruptedException {
        long start = System.nanoTime();
        long membershipAt = 0;
        long presenceAt = 0;
        while (membershipAt == 0 || presenceAt == 0) {
            membershipAt = since(membershipAt, isMembershipRight(together));
            presenceAt = since(presenceAt, isPresenceRight(together));
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(PATIENCE_IN_SEC)) {
                throw new IOException("Expected both nodes to see " + (together ? "both" : "themselves alone")
                        + " within " + PATIENCE_IN_SEC + " s, got " + nodes(one) + present(one) + nodes(two)
                        + present(two));
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_IN_MS);
        }
        return new Sight((membershipAt - start) / NANOS_PER_SEC, (presenceAt - start) / NANOS_PER_SEC);
    }

    /** When it has been right since; 0 while it is not. */
    private static long since(long before, boolean right) {
        return !right ? 0 : before == 0 ? System.nanoTime() : before;
    }

    private boolean isMembershipRight(boolean together) throws IOException {
        return isRight("name", nodes(one), nodes(two), together);
    }

    private boolean isPresenceRight(boolean together) throws IOException {
        return isRight("node", present(one), present(two), together);
    }

    /** Whether each names itself, and the other if they are together. */
    private static boolean isRight(String key, String answerOfOne, String answerOfTwo, boolean together) {
        return names(answerOfOne, key, ClusterPlan.ONE)
                && names(answerOfOne, key, ClusterPlan.TWO) == together
                && names(answerOfTwo, key, ClusterPlan.ONE) == together
                && names(answerOfTwo, key, ClusterPlan.TWO);
    }

    private static boolean names(String answer, String key, String node) {
        return answer.contains("\"" + key + "\":\"" + node + "\"");
    }

    private static String nodes(Rpc rpc) throws IOException {
        return rpc.call("cluster.nodes", "{}");
    }

    /** Whoever is in the room is answered like one who comes. */
    private static String present(Rpc rpc) throws IOException {
        return rpc.call("room.join", JOIN);
    }

    @Override
    public void close() throws IOException {
        one.close();
        two.close();
    }
}
