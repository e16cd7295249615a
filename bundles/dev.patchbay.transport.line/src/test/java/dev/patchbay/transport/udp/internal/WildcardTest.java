package dev.patchbay.transport.udp.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.udp.UdpServer;
import dev.patchbay.udp.UdpSettings;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Assume;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** Servers at all addresses of the machine; all of 127.0.0.0/8 is this machine on Linux. */
public class WildcardTest {

    private static final UdpSettings ANY = UdpSettings.at("0.0.0.0", 0);

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    private final List<InetAddress> addresses = new CopyOnWriteArrayList<>();
    private final AtomicBoolean isUnknown = new AtomicBoolean();

    @Rule
    public final UdpRule rule = new UdpRule(this::addresses);

    private List<InetAddress> addresses() throws SocketException {
        if (isUnknown.get()) {
            throw new SocketException("as asked");
        }
        return addresses;
    }

    @Before
    public void chooseAddresses() throws IOException {
        Assume.assumeTrue("needs 127.0.0.2", System.getProperty("os.name").equals("Linux"));
        addresses.add(InetAddress.getByName("127.0.0.1"));
        addresses.add(InetAddress.getByName("127.0.0.2"));
    }

    private static InetSocketAddress at(String host, UdpServer server) {
        return new InetSocketAddress(host, server.address().getPort());
    }

    private InetSocketAddress answerer(InetSocketAddress asked) throws IOException {
        rule.peer.send(asked, "who?");
        return rule.peer.receive().from();
    }

    @Test
    public void answersLeaveFromTheAddressThatWasAsked() throws Exception {
        UdpServer server = rule.start(ANY, UdpRule::echo);
        assertTrue(server.address().getAddress().isAnyLocalAddress());
        for (String host : List.of("127.0.0.2", "127.0.0.1", "127.0.0.2")) {
            assertEquals(at(host, server), answerer(at(host, server)));
        }
        // One that nobody listed is answered as well, from where the system likes.
        assertEquals(at("127.0.0.1", server), answerer(at("127.0.0.9", server)));
    }

    @Test
    public void aRequestKnowsWhichAddressWasAsked() throws Exception {
        UdpServer server = rule.start(
                ANY, request -> UdpRule.answer(request, request.destination().toString()));
        int port = server.address().getPort();
        assertEquals("/127.0.0.2:" + port, rule.peer.ask(at("127.0.0.2", server), "where?"));
        assertEquals("/127.0.0.1:" + port, rule.peer.ask(at("127.0.0.1", server), "where?"));
        assertTrue(rule.peer.ask(at("127.0.0.9", server), "where?").endsWith("/0.0.0.0:" + port));
    }

    @Test
    public void everyAddressOfThisMachineAnswersForItself() throws Exception {
        UdpServers real = new UdpServers();
        UdpServer server = real.make(ANY, UdpRule::echo, closed -> {});
        server.start();
        int asked = 0;
        for (InetAddress each : LocalAddresses.OF_INTERFACES.now()) {
            if (each instanceof Inet4Address) {
                InetSocketAddress there =
                        new InetSocketAddress(each, server.address().getPort());
                assertEquals(there, answerer(there));
                asked++;
            }
        }
        assertTrue(asked > 0);
        real.close();
    }

    @Test
    public void everyAddressOfBothKindsAnswersForItself() throws Exception {
        List<InetAddress> all = LocalAddresses.OF_INTERFACES.now();
        Assume.assumeTrue("needs IPv6", all.stream().anyMatch(Inet6Address.class::isInstance));
        UdpServers real = new UdpServers();
        UdpServer server = real.make(UdpSettings.at("::", 0), UdpRule::echo, closed -> {});
        server.start();
        for (InetAddress each : all) {
            try (UdpPeer peer = new UdpPeer(each instanceof Inet4Address ? "127.0.0.1" : each.getHostAddress())) {
                InetSocketAddress there =
                        new InetSocketAddress(each, server.address().getPort());
                peer.send(there, "who?");
                InetSocketAddress from = peer.receive().from();
                assertArrayEquals(each.getAddress(), from.getAddress().getAddress());
                assertEquals(there.getPort(), from.getPort());
            }
        }
        real.close();
    }

    @Test
    public void addressesThatComeAndGoAreFollowed() throws Exception {
        UdpServer server = rule.start(ANY, UdpRule::echo);
        addresses.add(InetAddress.getByName("127.0.0.3"));
        await().until(() -> answerer(at("127.0.0.3", server)).equals(at("127.0.0.3", server)));
        addresses.remove(InetAddress.getByName("127.0.0.2"));
        await().until(() -> answerer(at("127.0.0.2", server)).equals(at("127.0.0.1", server)));
        isUnknown.set(true);
        assertEquals(at("127.0.0.3", server), answerer(at("127.0.0.3", server)));
        addresses.add(InetAddress.getByName("127.0.0.4"));
        isUnknown.set(false);
        await().until(() -> answerer(at("127.0.0.4", server)).equals(at("127.0.0.4", server)));
        server.stop();
        for (InetAddress each : addresses) {
            assertEquals(
                    0,
                    UdpRule.threads(new InetSocketAddress(each, server.address().getPort()))
                            .size());
        }
    }

    @Test
    public void anAddressThatCannotBeHadKeepsNoOtherFromAnswering() throws Exception {
        addresses.add(0, InetAddress.getByName("198.51.100.1"));
        UdpServer server = rule.start(ANY, UdpRule::echo);
        assertEquals(at("127.0.0.2", server), answerer(at("127.0.0.2", server)));
    }

    @Test
    public void aPortThatAnybodyHasAtOneAddressIsInUse() throws Exception {
        try (DatagramSocket other = new DatagramSocket(new InetSocketAddress("127.0.0.2", 0))) {
            UdpServer server = rule.transport.server(UdpSettings.at("0.0.0.0", other.getLocalPort()), UdpRule::echo);
            IOException failure = assertThrows(IOException.class, server::start);
            assertTrue(failure.getMessage(), failure.getMessage().contains("0.0.0.0:" + other.getLocalPort()));
        }
    }

    @Test
    public void nobodyElseMayHaveItsPortNotEvenWhoWouldShareIt() throws Exception {
        UdpServer server = rule.start(ANY, UdpRule::echo);
        for (String host : List.of("127.0.0.1", "127.0.0.2", "127.0.0.9", "0.0.0.0")) {
            try (DatagramSocket thief = new DatagramSocket(null)) {
                thief.setReuseAddress(true);
                assertThrows(host, SocketException.class, () -> thief.bind(at(host, server)));
            }
        }
    }

    @Test
    public void requestsAtSeveralAddressesAreHandledOneAtATime() throws Exception {
        AtomicInteger busy = new AtomicInteger();
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        UdpServer server = rule.start(ANY, request -> {
            int before = busy.getAndIncrement();
            first.countDown();
            RequestsTest.await(go);
            UdpRule.answer(request, before + " others");
            busy.decrementAndGet();
        });
        rule.peer.send(at("127.0.0.1", server), "one");
        RequestsTest.await(first);
        rule.peer.send(at("127.0.0.2", server), "two");
        rule.peer.send(at("127.0.0.9", server), "three");
        go.countDown();
        for (int i = 0; i < 3; i++) {
            assertEquals("0 others", rule.peer.receive().text());
        }
    }

    @Test
    public void anInterruptedSocketOfOneAddressComesBack() throws Exception {
        UdpServer server = rule.start(ANY, UdpRule::echo);
        for (String host : List.of("127.0.0.2", "0.0.0.0")) {
            Thread thread = thread(at(host, server));
            thread.interrupt();
            thread.join();
            await().until(() -> UdpRule.threads(at(host, server)).size() == 1);
        }
        await().until(() -> rule.peer.isAnswered(at("127.0.0.2", server)));
        assertEquals(at("127.0.0.2", server), answerer(at("127.0.0.2", server)));
        assertEquals(at("127.0.0.1", server), answerer(at("127.0.0.9", server)));
    }

    private static Thread thread(InetSocketAddress address) {
        String text = address.getAddress().getHostAddress() + ":" + address.getPort() + "-1";
        return Thread.getAllStackTraces().keySet().stream()
                .filter(each -> each.getName().startsWith("patchbay-udp")
                        && each.getName().endsWith("/" + text))
                .findFirst()
                .orElseThrow();
    }
}
