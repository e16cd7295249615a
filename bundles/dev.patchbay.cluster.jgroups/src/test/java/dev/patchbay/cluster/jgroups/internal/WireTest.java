package dev.patchbay.cluster.jgroups.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.cluster.ClusterNode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What somebody on the network between two nodes can read. */
public class WireTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int IN_MS = 10_000;
    private static final String SECRET = "a secret of some length";
    private static final String WORD = "a word that only the other node is to hear";

    /** More than a greeting has bytes before anything is encrypted. */
    private static final int LONG_GREETING = 3_000;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void aWordIsOnTheWireWithoutASecret() throws Exception {
        assertTrue(wireOf(null).contains(WORD));
    }

    @Test
    public void aWordIsNotOnTheWireWithASecretAndNeitherIsTheSecret() throws Exception {
        String wire = wireOf(Seal.of(SECRET));
        assertTrue("bytes: " + wire.length(), wire.length() > WORD.length());
        assertFalse(wire.contains(WORD));
        assertFalse(wire.contains(SECRET));
    }

    /** All bytes between two ends of a connection as JGroups is given them, over which one says the word. */
    private static String wireOf(Seal seal) throws Exception {
        Names names = new Names(new Claim(new ClusterNode("a", "h:1"), 1_000));
        GuardedSockets sockets = new GuardedSockets(seal, names, 1_000);
        try (ServerSocket server = sockets.createServerSocket("test")) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            sockets.start();
            try (Tap tap = new Tap(server.getLocalPort());
                    Socket client = sockets.unconnected()) {
                client.connect(tap.place(), IN_MS);
                client.getOutputStream().write(WORD.getBytes(StandardCharsets.US_ASCII));
                client.getOutputStream().flush();
                byte[] heard = server.accept().getInputStream().readNBytes(WORD.length());
                assertEquals(WORD, new String(heard, StandardCharsets.US_ASCII));
                return tap.seen();
            }
        } finally {
            sockets.close();
        }
    }

    @Test
    public void nodesGreetEachOtherOpenlyWithoutASecret() throws Exception {
        String wire = wireOfNodes(Map.of(), seen -> seen.contains("name-of-one") && seen.contains("name-of-two"));
        assertTrue(wire.contains("127.0.0.1:"));
    }

    @Test
    public void nodesSayNothingOpenlyWithASecret() throws Exception {
        Path file = folder.newFile().toPath();
        Files.writeString(file, SECRET);
        String wire = wireOfNodes(TestNode.with("secretPath", file.toString()), seen -> seen.length() > LONG_GREETING);
        for (String word : new String[] {"name-of-one", "name-of-two", "127.0.0.1", SECRET}) {
            assertFalse(word, wire.contains(word));
        }
    }

    /**
     * All bytes that have passed when there are enough of them. The second node knows the first by the place of the tap
     * only, and JGroups keeps no connection to such a place: so they greet there, again and again, and no more.
     */
    private static String wireOfNodes(Map<String, Object> settings, Predicate<String> enough) throws Exception {
        List<ClusterNode> members = TestNode.members("name-of-one", "name-of-two");
        try (Tap tap = new Tap(HostPort.of(members.get(0)).port());
                TestNode one = TestNode.joined(members.get(0), members.subList(0, 1), settings);
                TestNode two = TestNode.joined(
                        members.get(1),
                        List.of(new ClusterNode("name-of-one", tap.address()), members.get(1)),
                        settings)) {
            return await().atMost(SOON).until(tap::seen, enough);
        }
    }
}
