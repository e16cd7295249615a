package dev.patchbay.room.internal;

import dev.patchbay.cluster.Cluster;
import dev.patchbay.cluster.ClusterEvent;
import dev.patchbay.cluster.ClusterListener;
import dev.patchbay.cluster.ClusterNode;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Connects nodes in one JVM, as JSON and on a thread for each receiver; can lose, hold up, cut and mend. */
final class FakeNetwork implements AutoCloseable {

    private final Map<String, FakeCluster> nodes = new TreeMap<>();
    private final Set<Set<String>> cuts = new HashSet<>();
    private final Queue<Runnable> heldUp = new ArrayDeque<>();
    private final List<String> sent = new ArrayList<>();
    private boolean isLosing;
    private boolean isHoldingUp;

    synchronized Cluster join(String name) {
        FakeCluster cluster = new FakeCluster(name);
        nodes.put(name, cluster);
        return cluster;
    }

    /** Gone for the others at once, with everything that was on its way to it. */
    synchronized void kill(String name) {
        nodes.remove(name).thread.shutdownNow();
    }

    /** Neither hears the other, and both notice. */
    synchronized void cut(String one, String other) {
        cuts.add(Set.of(one, other));
    }

    synchronized void mend() {
        cuts.clear();
    }

    /** From now on everything is lost, and nobody notices. */
    synchronized void lose(boolean everything) {
        isLosing = everything;
    }

    synchronized void holdUp() {
        isHoldingUp = true;
    }

    synchronized void goOn() {
        isHoldingUp = false;
        heldUp.forEach(Runnable::run);
        heldUp.clear();
    }

    /** The names of the events that were sent, lost ones included. */
    synchronized List<String> sent() {
        return List.copyOf(sent);
    }

    /** As if that node had sent it. */
    synchronized void inject(String source, String event, Object data) {
        send(source, event, Json.write(data));
    }

    private synchronized void send(String source, String event, String json) {
        sent.add(event);
        if (isLosing) {
            return;
        }
        for (FakeCluster receiver : nodes.values()) {
            if (!receiver.name.equals(source) && !cuts.contains(Set.of(source, receiver.name))) {
                Runnable arrival = () -> receiver.hear(source, event, json);
                if (isHoldingUp) {
                    heldUp.add(arrival);
                } else {
                    arrival.run();
                }
            }
        }
    }

    private synchronized List<ClusterNode> seenBy(String name) {
        return nodes.keySet().stream()
                .filter(other -> other.equals(name) || !cuts.contains(Set.of(name, other)))
                .map(other -> new ClusterNode(other, ""))
                .toList();
    }

    @Override
    public synchronized void close() {
        nodes.values().forEach(node -> node.thread.shutdownNow());
    }

    private record Subscriber(String event, ClusterListener listener) {}

    private final class FakeCluster implements Cluster {

        private final String name;
        private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
        private final ExecutorService thread = Executors.newSingleThreadExecutor();

        FakeCluster(String name) {
            this.name = name;
        }

        @Override
        public String self() {
            return name;
        }

        @Override
        public List<ClusterNode> nodes() {
            return seenBy(name);
        }

        @Override
        public boolean send(@Nullable String event, @Nullable Object data) {
            synchronized (FakeNetwork.this) {
                if (nodes.get(name) == this) { // the dead do not speak
                    FakeNetwork.this.send(name, event, Json.write(data));
                }
            }
            return true;
        }

        @Override
        public Registration subscribe(String event, ClusterListener listener) {
            Subscriber subscriber = new Subscriber(event, listener);
            subscribers.add(subscriber);
            return () -> subscribers.remove(subscriber);
        }

        private void hear(String source, String event, String json) {
            if (!thread.isShutdown()) {
                thread.execute(() -> tell(source, event, json));
            }
        }

        private void tell(String source, String event, String json) {
            try {
                Object data = Json.parse(json);
                for (Subscriber subscriber : subscribers) {
                    if (subscriber.event().equals(event)) {
                        subscriber.listener().onEvent(new ClusterEvent(event, source, data));
                    }
                }
            } catch (JsonException e) {
                throw new AssertionError(e);
            } catch (Exception e) {
                throw new AssertionError("Expected listeners that keep their faults", e);
            }
        }
    }
}
