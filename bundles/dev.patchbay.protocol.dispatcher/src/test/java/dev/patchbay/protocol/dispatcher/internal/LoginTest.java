package dev.patchbay.protocol.dispatcher.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Test;

/** Who may log in, as whom, and how the rest of the node hears of it (spec §3.2, §9.0, §10). */
public class LoginTest {

    private static final Map<String, String> ROOT = Map.of("username", "root", "password", "secret");

    private final TestNode node = new TestNode();

    @After
    public void closeNode() {
        node.close();
    }

    @Test
    public void aUserGetsATokenItsLifetimeAndHisName() {
        List<?> triple = node.connect().logIn();
        assertTrue(triple.toString(), ((String) triple.get(0)).matches("[A-Za-z0-9]{32}"));
        assertEquals(List.of(600L, "root"), triple.subList(1, 3));
    }

    @Test
    public void aTokenWithoutEndHasNoLifetime() {
        Settings now = node.settings();
        node.use(new Settings(now.tls(), now.group(), 0, 16, true, 100, true, 0));
        assertNull(node.connect().logIn().get(1));
    }

    @Test
    public void wrongPasswordAndUnknownUserAreToldAlike() {
        Peer peer = node.connect();
        List<Object> refusal = List.of(13L, "Incorrect username or password");
        assertEquals(refusal, peer.refused("auth", Map.of("username", "root", "password", "wrong")));
        assertEquals(refusal, peer.refused("auth", Map.of("username", "nobody", "password", "secret")));
        assertEquals(refusal, peer.refused("auth", Map.of("username", "root")));
        assertEquals(refusal, peer.refused("auth", null));
        assertEquals(List.of(13L, "Not logged in"), peer.callRefused("session.whoami"));
    }

    @Test
    public void whoIsNotOfTheGroupIsNotAuthorised() {
        Map<String, String> zoe = Map.of("username", "zoe", "password", "secret");
        assertEquals(List.of(13L, "Not authorized"), node.connect().refused("auth", zoe));
        Settings now = node.settings();
        node.use(new Settings(now.tls(), "lab", 600, 16, true, 100, true, 0));
        Peer peer = node.connect();
        peer.ask("auth", zoe);
        assertEquals("zoe", peer.call("session.whoami"));
    }

    @Test
    public void aUserStoreThatBreaksIsAnAnswerToo() {
        assertEquals(
                List.of(14L, "The login failed; the node's log says why"),
                node.connect().refused("auth", Map.of("username", "breaks", "password", "x")));
    }

    @Test
    public void whatFollowsALoginInOneGoIsDoneAsThatUser() {
        Peer peer = node.connect();
        peer.rpc("auth", "a", ROOT);
        String call = peer.start("session.whoami");
        peer.hearRpc("response", "a");
        assertEquals("root", peer.hearRpc("response", call));
    }

    @Test
    public void aTokenLogsInAnotherConnectionAndStaysGood() {
        Peer first = node.connect();
        Object token = first.logIn().get(0);
        first.hangUp();
        List<?> triple = (List<?>) node.connect().ask("auth_token", Map.of("token", token, "resource", "GUI"));
        assertNotEquals(token, triple.get(0));
        assertEquals(List.of(600L, "root"), triple.subList(1, 3));
        node.connect().ask("auth_token", Map.of("token", token));
    }

    @Test
    public void tokensNobodyHasAreRefused() {
        Peer peer = node.connect();
        List<Object> refusal = List.of(13L, "Incorrect or expired token");
        assertEquals(refusal, peer.refused("auth_token", Map.of("token", "x".repeat(32))));
        assertEquals(refusal, peer.refused("auth_token", Map.of()));
        assertEquals(refusal, peer.refused("auth_token", null));
    }

    @Test
    public void aTokenExpiresWithoutActivity() {
        Peer busy = node.connect();
        Peer idle = node.connect();
        busy.logIn();
        Object token = idle.logIn().get(0);
        node.secondsPass(599);
        busy.call("management.ping");
        node.secondsPass(2);
        assertEquals("Logged out due to inactivity period", reason(idle));
        assertFalse(idle.connection.isOpen());
        assertTrue(busy.connection.isOpen());
        assertEquals(
                List.of(13L, "Incorrect or expired token"),
                node.connect().refused("auth_token", Map.of("token", token)));
    }

    @Test
    public void everyKindOfActivityKeepsAToken() {
        for (String name : List.of("subscribe", "unsubscribe", "event", "event_burst")) {
            Peer peer = node.connect();
            peer.logIn();
            node.awaitIdleWorkers();
            node.secondsPass(599);
            peer.say("events", name, null, List.of());
            node.secondsPass(599);
            assertTrue(name, peer.connection.isOpen());
        }
    }

    @Test
    public void aTokenOfAClosedConnectionExpiresToo() {
        Peer peer = node.connect();
        Object token = peer.logIn().get(0);
        peer.hangUp();
        node.secondsPass(601);
        assertEquals(
                List.of(13L, "Incorrect or expired token"),
                node.connect().refused("auth_token", Map.of("token", token)));
    }

    private static Object reason(Peer peer) {
        Map<String, Object> message = peer.hear("events");
        assertEquals("logout", message.get("name"));
        assertNull(message.get("id"));
        return ((Map<?, ?>) message.get("args")).get("reason");
    }

    @Test
    public void aProgramOnThisMachineLogsInAsAService() {
        Peer peer = node.connect();
        assertEquals(List.of(), peer.ask("auth_service", Map.of("name", "etcd")));
        assertEquals("etcd", peer.call("session.whoami"));
        node.secondsPass(100_000);
        assertTrue(peer.connection.isOpen());
    }

    @Test
    public void aServiceFromElsewhereIsRefusedAndAnswered() {
        List<Peer> others = List.of(
                node.connect("192.0.2.7:4000", Map.of()),
                node.connect("[2001:db8::1]:4000", Map.of()),
                node.connect("127.0.0.1:4001", Map.of("x-forwarded-for", List.of("192.0.2.7"))),
                node.connect("127.0.0.1:4002", Map.of("x-real-ip", List.of("192.0.2.7"))),
                node.connect("127.0.0.1:4003", Map.of("origin", List.of("http://evil.example"))),
                node.connect("127.0.0.1:4004", Map.of("origin", List.of("null"))));
        for (Peer peer : others) {
            assertEquals(
                    13L, peer.refused("auth_service", Map.of("name", "etcd")).get(0));
            assertEquals(List.of(13L, "Not logged in"), peer.callRefused("session.whoami"));
        }
        Settings now = node.settings();
        node.use(new Settings(now.tls(), now.group(), 600, 16, false, 100, true, 0));
        assertEquals(
                13L,
                node.connect().refused("auth_service", Map.of("name", "etcd")).get(0));
    }

    @Test
    public void theOriginOfTheOriginalsOwnClientIsNoPage() {
        Peer python = node.connect("[::1]:4000", Map.of("origin", List.of("ws://localhost:5000")));
        assertEquals(List.of(), python.ask("auth_service", Map.of("name", "etcd")));
        assertEquals("::1,4000", python.call("management.get_sender_address"));
    }

    @Test
    public void aServiceWithoutANameIsMalformed() {
        assertEquals(List.of(22L, "Malformed request"), node.connect().refused("auth_service", null));
        assertEquals(List.of(22L, "Malformed request"), node.connect().refused("auth_service", Map.of("name", "")));
    }

    @Test
    public void anotherClientHearsThemComeAndGoInOrder() {
        Peer witness = node.loggedIn();
        witness.subscribe("server.*", "session.*");
        Peer peer = node.connect();
        peer.logIn();
        peer.hangUp();
        String address = "127.0.0.1,40001";
        assertEquals(address, witness.hearEvent("server.client_connected").get("address"));
        Map<String, ?> opened = witness.hearEvent("session.changed");
        assertEquals("create", opened.get("operation"));
        assertEquals(List.of(2L), opened.get("ids"));
        Map<String, ?> login = witness.hearEvent("server.client_login");
        assertEquals("root", login.get("username"));
        assertEquals(address, login.get("address"));
        assertEquals("update", witness.hearEvent("session.changed").get("operation"));
        assertEquals("root", witness.hearEvent("server.client_logout").get("username"));
        assertEquals(address, witness.hearEvent("server.client_disconnected").get("address"));
        witness.hasHeardNothing();
    }

    @Test
    public void servicesComeAndGoUnderTheirName() {
        Peer witness = node.loggedIn();
        witness.subscribe("server.service_*");
        node.service("etcd").hangUp();
        assertEquals("etcd", witness.hearEvent("server.service_login").get("name"));
        assertEquals("etcd", witness.hearEvent("server.service_logout").get("name"));
    }

    @Test
    public void theLastIdentityWins() {
        Peer witness = node.loggedIn();
        Peer peer = node.connect();
        peer.ask("auth_service", Map.of("name", "etcd"));
        witness.subscribe("server.*");
        peer.logIn();
        assertEquals("etcd", witness.hearEvent("server.service_logout").get("name"));
        assertEquals("root", witness.hearEvent("server.client_login").get("username"));
        assertEquals("root", peer.call("session.whoami"));
        assertEquals(3L, peer.call("session.get_my_session_id"));
    }

    @Test
    public void sessionsAreRecordedFromLoginToDisconnection() throws InterruptedException {
        FakeSessionLog log = new FakeSessionLog();
        node.use(log);
        Peer peer = node.connect();
        peer.ask("auth", Map.of("username", "root", "password", "secret", "resource", "GUI"));
        assertEquals(100L, peer.call("session.get_my_session_id"));
        peer.hangUp();
        assertEquals("open root GUI 127.0.0.1,40000", log.told.poll(10, TimeUnit.SECONDS));
        assertEquals("close 100", log.told.poll(10, TimeUnit.SECONDS));
    }

    @Test
    public void aSessionThatCannotBeRecordedIsNone() {
        FakeSessionLog log = new FakeSessionLog();
        log.fail();
        node.use(log);
        Peer peer = node.connect();
        assertEquals(List.of(14L, "The disk is full"), peer.refused("auth", ROOT));
        assertEquals(List.of(13L, "Not logged in"), peer.callRefused("session.whoami"));
    }

    @Test
    public void whoHangsUpWhileLoggingInIsLoggedOut() throws InterruptedException {
        CountDownLatch mayOpen = new CountDownLatch(1);
        FakeSessionLog log = new FakeSessionLog(mayOpen);
        node.use(log);
        Peer peer = node.connect();
        peer.rpc("auth", "a", ROOT);
        peer.hangUp();
        mayOpen.countDown();
        assertEquals("open root null 127.0.0.1,40000", log.told.poll(10, TimeUnit.SECONDS));
        assertEquals("close 100", log.told.poll(10, TimeUnit.SECONDS));
        await().until(() -> node.clients.all().isEmpty());
        assertEquals(
                List.of(
                        "server.client_connected",
                        "session.changed",
                        "server.client_login",
                        "session.changed",
                        "server.client_logout",
                        "server.client_disconnected"),
                node.events.names());
    }
}
