package dev.patchbay.cluster.jgroups.internal;

import com.sun.management.OperatingSystemMXBean;
import dev.patchbay.cluster.ClusterNode;
import dev.patchbay.cluster.internal.ClusterComponent;
import dev.patchbay.cluster.spi.ClusterTransport;
import dev.patchbay.event.EventBus;
import dev.patchbay.event.Subscription;
import dev.patchbay.node.Node;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.Receiver;

/**
 * Events per second and round trips between two nodes, over the cluster's programming interface and over the same
 * JGroups stack bare. Not a test: run it by hand. Arguments: rounds (3), events a round (100000), a secret file (none).
 */
public final class Measurement {

    private static final int TRIPS = 3_000;

    /** A pair of nodes: what the first sends reaches the second, and the other way round. */
    private interface Pair {

        void send(boolean first, int number) throws Exception;

        void heard(boolean first, Consumer<Integer> by);

        void close();
    }

    private Measurement() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        int events = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
        Map<String, Object> settings = arguments.length > 2 ? Map.of("secretPath", arguments[2]) : Map.of();
        for (int round = 0; round < rounds; round++) {
            for (boolean whole : new boolean[] {false, true}) {
                Pair pair = whole ? new Nodes(settings) : new Bare(settings);
                System.out.printf("%-8s", whole ? "cluster" : "bare");
                for (int threads : new int[] {1, 4}) {
                    long cpu = cpuNs();
                    System.out.printf(" %,9d events/s by %d", rate(pair, threads, events), threads);
                    System.out.printf(" at %5.2f us of processor each,", (cpuNs() - cpu) / 1_000.0 / events);
                }
                System.out.printf(" round trip %6.1f us%n", trip(pair));
                pair.close();
            }
        }
    }

    /** What this process has used of all processors. */
    private static long cpuNs() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static long rate(Pair pair, int threads, int events) throws Exception {
        Semaphore arrived = new Semaphore(0);
        pair.heard(false, number -> arrived.release());
        long before = System.nanoTime();
        List<Thread> senders = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            Thread sender = new Thread(() -> sendMany(pair, events / threads));
            sender.start();
            senders.add(sender);
        }
        if (!arrived.tryAcquire(events / threads * threads, 20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Only " + arrived.availablePermits() + " of " + events + " arrived");
        }
        long took = System.nanoTime() - before;
        for (Thread sender : senders) {
            sender.join();
        }
        return events * 1_000_000_000L / took;
    }

    private static void sendMany(Pair pair, int count) {
        try {
            for (int i = 0; i < count; i++) {
                pair.send(true, i);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static double trip(Pair pair) throws Exception {
        Semaphore back = new Semaphore(0);
        AtomicInteger failures = new AtomicInteger();
        pair.heard(true, number -> back.release());
        pair.heard(false, number -> {
            try {
                pair.send(false, number);
            } catch (Exception e) {
                failures.incrementAndGet();
            }
        });
        long before = 0;
        for (int i = -TRIPS; i < TRIPS; i++) {
            before = i == 0 ? System.nanoTime() : before;
            pair.send(true, i);
            if (!back.tryAcquire(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("No answer; " + failures + " failures");
            }
        }
        return (System.nanoTime() - before) / 1_000.0 / TRIPS;
    }

    private static Map<String, Object> data(int number) {
        return Map.of("number", number, "text", "an event of a usual size, some hundred characters with its envelope");
    }

    /** Two channels that do nothing but send ready-made bytes of the same size. */
    private static final class Bare implements Pair {

        private static final byte[] BYTES =
                ("{\"event\":\"e\",\"source\":\"a\",\"data\":{\"number\":12345,\"text\":\"an"
                                + " event of a usual size, some hundred characters with its envelope\"}}")
                        .getBytes(StandardCharsets.US_ASCII);

        private final List<JChannel> channels = new ArrayList<>();

        Bare(Map<String, Object> settings) throws Exception {
            List<ClusterNode> members = TestNode.members("a", "b");
            for (ClusterNode member : members) {
                TestNode node = TestNode.joined(member, members, settings);
                channels.add(node.link().channel());
            }
            while (channels.get(0).getView().size() < 2) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void send(boolean first, int number) throws Exception {
            channels.get(first ? 0 : 1)
                    .send(new BytesMessage(null, BYTES).setFlag(Message.TransientFlag.DONT_LOOPBACK));
        }

        @Override
        public void heard(boolean first, Consumer<Integer> by) {
            channels.get(first ? 0 : 1).setReceiver(new Receiver() {
                @Override
                public void receive(Message message) {
                    by.accept(0);
                }
            });
        }

        @Override
        public void close() {
            channels.forEach(JChannel::close);
        }
    }

    /** Two whole nodes: data to JSON, queues, transport, JSON to data, listeners. */
    private static final class Nodes implements Pair {

        private final List<ClusterComponent> clusters = new ArrayList<>();
        private final List<Consumer<Integer>> listeners = new ArrayList<>(List.of(n -> {}, n -> {}));

        Nodes(Map<String, Object> settings) throws Exception {
            List<ClusterNode> members = TestNode.members("a", "b");
            String[] list = members.stream()
                    .map(member -> member.name() + "=" + member.address())
                    .toArray(String[]::new);
            for (ClusterNode member : members) {
                ClusterComponent cluster = new ClusterComponent(
                        fake(Node.class, "name", member.name()),
                        fake(EventBus.class, "subscribeInline", fake(Subscription.class, "", "")),
                        fake(ClusterComponent.Config.class, "members", list));
                Method add =
                        ClusterComponent.class.getDeclaredMethod("addTransport", ClusterTransport.class, Map.class);
                add.setAccessible(true);
                add.invoke(
                        cluster, new JGroupsTransport(Settings.of(settings)), Map.of(ClusterTransport.NAME, "jgroups"));
                int index = clusters.size();
                cluster.subscribe("e", event -> listeners.get(index).accept(0));
                clusters.add(cluster);
            }
            while (clusters.get(0).nodes().size() < 2 || clusters.get(1).nodes().size() < 2) {
                Thread.onSpinWait();
            }
        }

        private static <T> T fake(Class<T> type, String method, Object answer) {
            return type.cast(Proxy.newProxyInstance(
                    Measurement.class.getClassLoader(), new Class<?>[] {type}, (proxy, called, arguments) -> {
                        if (called.getName().equals(method)) {
                            return answer;
                        }
                        return called.getReturnType() == long.class && called.getDefaultValue() == null
                                ? (Object) 0L
                                : called.getDefaultValue();
                    }));
        }

        @Override
        public void send(boolean first, int number) {
            if (!clusters.get(first ? 0 : 1).send("e", data(number))) {
                throw new IllegalStateException("The event was not sent");
            }
        }

        @Override
        public void heard(boolean first, Consumer<Integer> by) {
            listeners.set(first ? 0 : 1, by);
        }

        @Override
        public void close() {
            clusters.forEach(cluster -> {
                try {
                    Method end = ClusterComponent.class.getDeclaredMethod("deactivate");
                    end.setAccessible(true);
                    end.invoke(cluster);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }
}
