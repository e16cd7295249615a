package dev.patchbay.protocol.shmooze.internal;

import dev.patchbay.line.LineSettings;
import dev.patchbay.line.LineTransport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The services elsewhere on this machine. Thread-safe. */
final class Backends implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Backends.class);
    private static final String HOST = "localhost";

    /** What decides whether a backend has to be made anew. */
    private record Plan(int port, int maxLineBytes, long connectInMs, int kept) {}

    private record Planned(Plan plan, Backend backend) {}

    private final LineTransport transport;

    /** Replaced, never changed. */
    private volatile Map<String, Planned> byName = Map.of();

    Backends(LineTransport transport) {
        this.transport = transport;
    }

    /** There is one for each entry of the settings from now on; those that stay the same keep their connections. */
    synchronized void apply(ShmoozeSettings settings) {
        Map<String, Planned> before = byName;
        Map<String, Planned> after = new HashMap<>();
        for (String name : settings.ports().byName().keySet()) {
            Integer port = settings.ports().ofService(name);
            if (port != null) {
                Plan plan = new Plan(port, settings.maxLineBytes(), settings.answerInMs(), settings.keptConnections());
                Planned known = before.get(name);
                after.put(name, known != null && known.plan().equals(plan) ? known : planned(name, plan));
            }
        }
        byName = Map.copyOf(after);
        before.values().stream()
                .filter(each -> !after.containsValue(each))
                .forEach(each -> each.backend().close());
    }

    private Planned planned(String name, Plan plan) {
        LineSettings settings = LineSettings.at(HOST, 0).withMaxLineBytes(plan.maxLineBytes());
        return new Planned(
                plan, new Backend(name, addresses(plan.port()), transport, settings, plan.connectInMs(), plan.kept()));
    }

    /** Some servers listen on the one of IPv4 only, some on the one of IPv6. */
    private static List<InetSocketAddress> addresses(int port) {
        InetAddress[] known;
        try {
            known = InetAddress.getAllByName(HOST);
        } catch (UnknownHostException e) {
            LOG.warn("This machine does not know '{}'; services are looked for at its loopback address", HOST, e);
            known = new InetAddress[] {InetAddress.getLoopbackAddress()};
        }
        return Stream.of(known)
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    /** The service of that name; null when the settings name none. */
    @Nullable
    Backend of(String name) {
        Planned planned = byName.get(name);
        return planned == null ? null : planned.backend();
    }

    @Override
    public synchronized void close() {
        byName.values().forEach(each -> each.backend().close());
        byName = Map.of();
    }
}
