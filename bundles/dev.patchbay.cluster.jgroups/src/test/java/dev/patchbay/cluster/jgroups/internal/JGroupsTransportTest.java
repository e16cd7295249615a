package dev.patchbay.cluster.jgroups.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.cluster.ClusterNode;
import dev.patchbay.cluster.spi.ClusterTransportException;
import dev.patchbay.cluster.spi.OutgoingEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jgroups.Address;
import org.jgroups.MergeView;
import org.jgroups.View;
import org.jgroups.ViewId;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class JGroupsTransportTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    /** As an operator understands it. */
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final List<TestNode> nodes = new ArrayList<>();

    @After
    public void leave() {
        nodes.forEach(TestNode::close);
    }

    private TestNode join(ClusterNode self, List<ClusterNode> members, Map<String, Object> settings)
            throws ClusterTransportException {
        TestNode node = TestNode.joined(self, members, settings);
        nodes.add(node);
        return node;
    }

    private TestNode join(ClusterNode self, List<ClusterNode> members) throws ClusterTransportException {
        return join(self, members, Map.of());
    }

    private List<TestNode> joined(String... names) throws Exception {
        return joined(Map.of(), names);
    }

    private List<TestNode> joined(Map<String, Object> settings, String... names) throws Exception {
        List<ClusterNode> members = TestNode.members(names);
        List<TestNode> joined = new ArrayList<>();
        for (ClusterNode member : members) {
            joined.add(join(member, members, settings));
        }
        for (TestNode node : joined) {
            await().atMost(SOON).until(() -> node.nodes.size() == names.length);
        }
        return joined;
    }

    private Map<String, Object> secret(String text) throws IOException {
        Path file = folder.newFile().toPath();
        Files.writeString(file, text + "\n");
        return TestNode.with("secretPath", file.toString());
    }

    @Test
    public void anEventReachesEveryOtherNodeAndNeverItsSender() throws Exception {
        List<TestNode> three = joined("a", "b", "c");

        three.get(0).send("hello");
        three.get(1).send("answer");

        assertEquals("hello", three.get(1).next());
        assertEquals("hello", first(three.get(2), "hello"));
        assertEquals("answer", three.get(0).next());
        assertTrue(three.get(0).received.isEmpty());
    }

    private static String first(TestNode node, String wanted) {
        await().atMost(SOON).until(() -> node.received.contains(wanted));
        return wanted;
    }

    @Test
    public void eventsOfOneSenderKeepTheirOrderWhetherSentOneByOneOrTogether() throws Exception {
        List<TestNode> three = joined("a", "b", "c");
        int count = 0;
        for (int round = 0; round < 100; round++) {
            three.get(0).send(String.valueOf(count++));
            List<OutgoingEvent> together = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                together.add(three.get(0).event(String.valueOf(count++)));
            }
            three.get(0).link().sendAll(together);
        }

        for (TestNode node : three.subList(1, 3)) {
            for (int i = 0; i < count; i++) {
                assertEquals(String.valueOf(i), node.next());
            }
        }
    }

    @Test
    public void aLaterNodeHearsWhatIsSentAfterItJoined() throws Exception {
        List<ClusterNode> members = TestNode.members("a", "b", "late");
        TestNode a = join(members.get(0), members);
        TestNode b = join(members.get(1), members);
        a.send("before");
        assertEquals("before", b.next());

        TestNode late = join(members.get(2), members);
        await().atMost(SOON).until(() -> a.nodes.size() == 3);
        a.send("after");

        assertEquals("after", late.next());
        assertEquals(members, sorted(late.nodes));
    }

    private static List<ClusterNode> sorted(List<ClusterNode> nodes) {
        List<ClusterNode> sorted = new ArrayList<>(nodes);
        sorted.sort(java.util.Comparator.comparing(ClusterNode::name));
        return sorted;
    }

    @Test
    public void aNodeThatLeavesIsMissedAtOnceAndMayComeBack() throws Exception {
        List<TestNode> two = joined("a", "b");

        two.get(1).close();
        await().atMost(Duration.ofSeconds(2)).until(() -> two.get(0).nodes.size() == 1);
        List<ClusterNode> members = List.of(two.get(0).self, two.get(1).self);
        TestNode again = join(two.get(1).self, members);

        await().atMost(SOON).until(() -> two.get(0).nodes.size() == 2 && again.nodes.size() == 2);
        two.get(0).send("welcome");
        assertEquals("welcome", again.next());
    }

    @Test
    public void anEventOf20MillionCharactersArrivesWhole() throws Exception {
        List<TestNode> two = joined(secret("a secret of some length"), "a", "b");
        StringBuilder large = new StringBuilder(20_000_100);
        while (large.length() < 20_000_000) {
            large.append("0123456789 number ").append(large.length());
        }

        two.get(0).send(large.toString());

        assertEquals(large.toString(), two.get(1).next());
    }

    @Test
    public void aNodeCutOffIsMissedAndBackWithinTenSecondsOfTheCutAndOfItsHealing() throws Exception {
        Map<String, Object> settings = secret("a secret of some length");
        settings.put(Settings.SHIPPED, true);
        List<TestNode> three = joined(settings, "a", "b", "c");
        TestNode cut = three.get(2);

        cut.cut();
        await().atMost(SOON).until(() -> three.get(0).names().equals("[a, b]"));
        await().atMost(SOON).until(() -> three.get(1).names().equals("[a, b]"));
        await().atMost(SOON).until(() -> cut.names().equals("[c]"));
        three.get(0).send("unheard");
        cut.heal();

        for (TestNode node : three) {
            await().atMost(SOON).until(() -> node.names().equals("[a, b, c]"));
        }
        three.get(0).send("heard");
        assertEquals("heard", cut.next());
    }

    @Test
    public void aNodeWithAnotherSecretNeverJoins() throws Exception {
        assertNeverJoins(secret("the secret of the first"), secret("the secret of the other"));
    }

    @Test
    public void aNodeWithoutSecretNeverJoinsOneThatHasOne() throws Exception {
        assertNeverJoins(secret("the secret of the first"), Map.of());
    }

    @Test
    public void aNodeWithASecretNeverJoinsOneThatHasNone() throws Exception {
        assertNeverJoins(Map.of(), secret("the secret of the other"));
    }

    /** A third, with the secret of the first, joins meanwhile: so there was an opportunity, and the first is well. */
    private void assertNeverJoins(Map<String, Object> first, Map<String, Object> other) throws Exception {
        List<ClusterNode> members = TestNode.members("first", "other", "third");
        TestNode a = join(members.get(0), members, first);
        TestNode b = join(members.get(1), members, other);
        TestNode c = join(members.get(2), members, first);
        await().atMost(SOON).until(() -> a.nodes.size() == 2 && c.nodes.size() == 2);

        a.send("not for the other");
        b.send("from outside");

        assertEquals("not for the other", c.next());
        await().during(Duration.ofSeconds(2)) // three times the interval of merging
                .atMost(SOON)
                .until(() -> a.names().equals("[first, third]") && b.names().equals("[other]"));
        assertNull(b.received.poll());
        assertNull(a.received.poll());
    }

    @Test
    public void hostsThatCannotBeReachedDoNotKeepANodeFromJoiningAtOnce() throws Exception {
        try (SilentPort one = SilentPort.thatIsNotThere();
                SilentPort two = SilentPort.thatIsNotThere();
                SilentPort three = SilentPort.thatIsNotThere()) {
            assertJoinsAtOnce(one.address(), two.address(), three.address(), "no-such-host.invalid:7800");
        }
    }

    @Test
    public void nodesThatStandStillDoNotKeepANodeFromJoiningAtOnce() throws Exception {
        try (SilentPort one = SilentPort.thatStandsStill();
                SilentPort two = SilentPort.thatStandsStill();
                SilentPort three = SilentPort.thatStandsStill()) {
            assertJoinsAtOnce(one.address(), two.address(), three.address());
        }
    }

    /** With the settings that are shipped, and the others first in the list. Who finds nobody is alone at first. */
    private void assertJoinsAtOnce(String... others) throws Exception {
        List<ClusterNode> members = new ArrayList<>();
        for (String other : others) {
            members.add(new ClusterNode("other" + members.size(), other));
        }
        List<ClusterNode> two = TestNode.members("a", "b");
        members.addAll(two);
        TestNode a = join(two.get(0), members, TestNode.with(Settings.SHIPPED, true));
        long begin = System.nanoTime();

        TestNode b = join(two.get(1), members, TestNode.with(Settings.SHIPPED, true));

        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        assertEquals("[a, b]", b.views.peek());
        assertTrue("took " + took, took.compareTo(AT_ONCE) < 0);
        await().atMost(AT_ONCE).until(() -> a.names().equals("[a, b]"));
    }

    @Test
    public void theLaterOfTwoNodesWithOneNameDoesNotTakePart() throws Exception {
        List<ClusterNode> members = TestNode.members("a", "b", "b");
        TestNode a = join(members.get(0), members);
        TestNode first = join(members.get(1), members);
        TestNode later = new TestNode(members.get(2), Map.of());
        nodes.add(later);

        ClusterTransportException refusal = assertThrows(ClusterTransportException.class, () -> later.join(members));

        assertTrue(
                refusal.getMessage(),
                refusal.getMessage().contains(members.get(1).address()));
        assertTrue(
                refusal.getMessage(),
                refusal.getMessage().contains(members.get(2).address()));
        a.send("hello");
        assertEquals("hello", first.next());
        assertEquals(members.subList(0, 2), sorted(a.nodes));
    }

    @Test
    public void theLaterIsNotLetInByThoseWhoKnowTheFirstEvenIfItDoesNotKnowTheFirst() throws Exception {
        List<ClusterNode> members = TestNode.members("a", "b", "b");
        TestNode a = join(members.get(0), members);
        TestNode first = join(members.get(1), members);
        TestNode later =
                new TestNode(members.get(2), Map.of("joinTimeoutInMs", 5_000L)); // to hear the refusal, however late
        nodes.add(later);

        assertThrows(ClusterTransportException.class, () -> later.join(List.of(members.get(0), members.get(2))));

        assertEquals(List.of(later.self), later.nodes);
        assertEquals(members.subList(0, 2), sorted(a.nodes));
        assertFalse(isOut(first));
    }

    /** One that lists both parts brings them together. */
    @Test
    public void ofTwinsInTwoPartsThatMeetTheLaterLeavesAndAllOthersAreTogether() throws Exception {
        List<ClusterNode> members = TestNode.members("a", "twin", "b", "twin", "c");
        TestNode a = join(members.get(0), members.subList(0, 2));
        TestNode first = join(members.get(1), members.subList(0, 2));
        TestNode b = join(members.get(2), members.subList(2, 4));
        TestNode second = join(members.get(3), members.subList(2, 4));
        await().atMost(SOON).until(() -> a.nodes.size() == 2 && b.nodes.size() == 2);

        TestNode c = join(members.get(4), List.of(members.get(0), members.get(2), members.get(4)));

        await().atMost(Duration.ofSeconds(20)).until(() -> isOut(second));
        assertEquals(List.of(second.self), second.nodes);
        for (TestNode node : List.of(a, first, b, c)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> node.names().equals("[a, b, c, twin]"));
            assertTrue(node.nodes.contains(first.self));
        }
        first.received.clear();
        b.send("hello");
        assertEquals("hello", first(first, "hello"));
    }

    private static boolean isOut(TestNode node) throws InterruptedException {
        try {
            node.send("I am here");
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    public void aRestartedNodeIsNotTakenForItsTwin() {
        var old = Member.address(new Claim(new ClusterNode("a", "h:1"), 1_000));
        var restarted = Member.address(new Claim(new ClusterNode("a", "h:1"), 3_000));
        var twin = Member.address(new Claim(new ClusterNode("a", "h:2"), 2_000));

        assertEquals(restarted, Member.owners(List.of(old, restarted)).get("a"));
        assertEquals(restarted, Member.owners(List.of(old, restarted, twin)).get("a"));
        assertEquals(restarted, Member.owners(List.of(twin, restarted, old)).get("a"));
        assertEquals(twin, Member.owners(List.of(twin, restarted)).get("a"));
        assertEquals(twin, Member.owners(List.of(restarted, twin)).get("a"));
    }

    /** Its former life is still listed, and by a clock that was wrong then it began later. */
    @Test
    public void aNodeRestartedUnderAClockThatWasSetBackTakesPart() throws Exception {
        TestNode node = joined("a").get(0);
        Address own = node.link().channel().getAddress();
        Address before = Member.address(new Claim(node.self, Long.MAX_VALUE));

        node.link().viewAccepted(View.create(before, 1, before, own));

        assertFalse(isOut(node));
        assertEquals(List.of(node.self), node.nodes);
    }

    @Test
    public void aNodeWhoseAddressAnotherHasTakenOverLeaves() throws Exception {
        TestNode joined = joined("a").get(0);
        Address own = joined.link().channel().getAddress();
        Address younger = Member.address(new Claim(joined.self, Long.MAX_VALUE));
        joined.link().viewAccepted(View.create(own, 1, own, younger));
        assertTrue(isOut(joined));

        TestNode merged = joined("b").get(0);
        own = merged.link().channel().getAddress();
        younger = Member.address(new Claim(merged.self, Long.MAX_VALUE));
        merged.link().viewAccepted(new MergeView(new ViewId(younger, 2), List.of(younger, own), List.of()));
        assertTrue(isOut(merged));
    }

    @Test
    public void silentPeersAndJunkDisturbNobody() throws Exception {
        assertUndisturbed(Map.of());
    }

    @Test
    public void silentPeersAndJunkDisturbNobodyBehindASecret() throws Exception {
        assertUndisturbed(secret("a secret of some length"));
    }

    private void assertUndisturbed(Map<String, Object> settings) throws Exception {
        List<ClusterNode> members = TestNode.members("a", "b");
        TestNode a = join(members.get(0), members, settings);
        int port = HostPort.of(members.get(0)).port();
        List<Socket> strangers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            strangers.add(new Socket(InetAddress.getLoopbackAddress(), port));
            Socket junk = new Socket(InetAddress.getLoopbackAddress(), port);
            junk.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".repeat(100).getBytes(StandardCharsets.US_ASCII));
            strangers.add(junk);
            Socket half = new Socket(InetAddress.getLoopbackAddress(), port);
            half.getOutputStream().write("bela\0\0\377\377\377\377".getBytes(StandardCharsets.ISO_8859_1));
            strangers.add(half);
        }

        TestNode b = join(members.get(1), members, settings);

        await().atMost(SOON).until(() -> a.nodes.size() == 2 && b.nodes.size() == 2);
        a.send("hello");
        assertEquals("hello", b.next());
        for (Socket stranger : strangers) {
            stranger.close();
        }
    }

    @Test
    public void anAddressInUseIsSaid() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ClusterNode self = new ClusterNode("a", "127.0.0.1:" + taken.getLocalPort());
            TestNode node = new TestNode(self, Map.of());

            String said = assertThrows(ClusterTransportException.class, () -> node.join(List.of(self)))
                    .getMessage();

            assertTrue(said, said.contains("cannot listen at " + self.address()));
        }
    }

    @Test
    public void aReachableAddressWithoutSecretIsRefusedUnlessAllowed() throws Exception {
        ClusterNode self = new ClusterNode("a", "192.0.2.1:7800");

        String refused = assertThrows(
                        ClusterTransportException.class, () -> new TestNode(self, Map.of()).join(List.of(self)))
                .getMessage();
        String allowed = assertThrows(
                        ClusterTransportException.class,
                        () -> new TestNode(self, TestNode.with("allowWithoutSecret", true)).join(List.of(self)))
                .getMessage();

        assertTrue(refused, refused.contains("jgroups.secretPath"));
        assertTrue(allowed, allowed.contains("cannot listen at"));
    }

    @Test
    public void aSecretThatIsMissingOrShortIsSaid() throws Exception {
        List<ClusterNode> members = TestNode.members("a");
        for (Map<String, Object> settings : List.of(secret("short"), TestNode.with("secretPath", "/no/such/file"))) {
            String said = assertThrows(
                            ClusterTransportException.class, () -> new TestNode(members.get(0), settings).join(members))
                    .getMessage();
            assertTrue(said, said.contains("jgroups.secretPath"));
        }
    }

    @Test
    public void closingEndsEveryThreadAndFreesThePort() throws Exception {
        List<TestNode> two = joined(secret("a secret of some length"), "gone1", "gone2");
        two.get(0).send("hello");
        assertEquals("hello", two.get(1).next());
        assertFalse(threads().isEmpty());

        two.forEach(TestNode::close);

        await().atMost(SOON).untilAsserted(() -> assertEquals(List.of(), threads()));
        for (TestNode node : two) {
            int port = HostPort.of(node.self).port();
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.contains("gone") || name.contains("jgroups") || name.contains("door"))
                .toList();
    }
}
