package dev.patchbay.cluster.jgroups.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jgroups.PhysicalAddress;
import org.jgroups.stack.IpAddress;
import org.junit.After;
import org.junit.Test;

public class HostsTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    /** As long as a real name service lets one wait that does not answer. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final CountDownLatch answer = new CountDownLatch(1);
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final AtomicInteger asked = new AtomicInteger();
    private final PhysicalAddress self = place(1);
    private final Hosts hosts = new Hosts(
            self,
            List.of(new HostPort("silent", 2), new HostPort("ready", 3), new HostPort("unknown", 4)),
            this::find,
            10);

    private InetAddress find(String host) throws UnknownHostException {
        if (host.equals("silent")) {
            awaitAnswer();
        } else if (host.equals("unknown") && asked.incrementAndGet() > 0 && !known.contains(host)) {
            throw new UnknownHostException(host);
        }
        return InetAddress.getLoopbackAddress();
    }

    private void awaitAnswer() {
        try {
            answer.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PhysicalAddress place(int port) {
        return new IpAddress(InetAddress.getLoopbackAddress(), port);
    }

    @After
    public void close() {
        answer.countDown();
        hosts.close();
    }

    @Test
    public void aNameServiceThatDoesNotAnswerHoldsNobodyUp() {
        long begin = System.nanoTime();

        hosts.find();

        assertTrue(Duration.ofNanos(System.nanoTime() - begin).compareTo(SILENCE) < 0);
        await().atMost(SOON).until(() -> Set.copyOf(hosts.known()), Set.of(self, place(3))::equals);
    }

    @Test
    public void aNameIsAddedWhenItsAnswerComes() {
        hosts.find();
        answer.countDown();

        await().atMost(SOON).until(() -> hosts.known().contains(place(2)));
    }

    @Test
    public void aNameNobodyKnowsIsAskedForUntilSomebodyDoesAndThenNoMore() throws Exception {
        hosts.find();
        await().atMost(SOON).until(() -> asked.get() > 2);
        known.add("unknown");

        await().atMost(SOON).until(() -> hosts.known().contains(place(4)));
        int then = asked.get();
        awaitEnd("patchbay-jgroups-name-unknown");
        assertEquals(then, asked.get());
    }

    @Test
    public void nobodyAsksAnyMoreAfterTheEnd() {
        hosts.find();
        hosts.close();

        awaitEnd("patchbay-jgroups-name-unknown");
    }

    private static void awaitEnd(String thread) {
        await().atMost(SOON)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(each -> each.getName().equals(thread)));
    }
}
