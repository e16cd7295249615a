package dev.patchbay.protocol.dvbcss.internal;

import static dev.patchbay.dvbcss.CiiProperty.CONTENT_ID;
import static dev.patchbay.dvbcss.CiiProperty.CONTENT_ID_STATUS;
import static dev.patchbay.dvbcss.CiiProperty.MRS_URL;
import static dev.patchbay.dvbcss.CiiProperty.PRESENTATION_STATUS;
import static dev.patchbay.dvbcss.CiiProperty.PROTOCOL_VERSION;
import static dev.patchbay.dvbcss.CiiProperty.TIMELINES;
import static dev.patchbay.dvbcss.CiiProperty.TS_URL;
import static dev.patchbay.dvbcss.CiiProperty.WC_URL;
import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dvbcss.CiiMessage;
import dev.patchbay.dvbcss.ContentIdStatus;
import dev.patchbay.dvbcss.CssMessages;
import dev.patchbay.dvbcss.TimelineOption;
import dev.patchbay.endpoint.CloseCode;
import dev.patchbay.endpoint.EndpointSettings;
import dev.patchbay.endpoint.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.After;
import org.junit.Test;

public class CiiServerTest {

    private static final String FIRST = "{\"protocolVersion\":\"1.1\"}";

    /** Far more than a test takes: what has not been sent at once, will not be. */
    private static final Map<String, Object> NEVER = Map.of("firstMessageDelayInMs", 3_600_000L);

    private final FakeFramework framework = new FakeFramework();
    private final ContentState content = new ContentState(Configs.of(DvbCssConfig.class, Map.of()));
    private CiiServer server;

    @After
    public void end() {
        if (server != null) {
            server.deactivate();
        }
    }

    private CiiServer server(Map<String, ?> settings) {
        server = new CiiServer(framework.context(), content, Configs.of(CiiServer.Config.class, settings));
        return server;
    }

    private FakeConnection client() throws InterruptedException {
        FakeConnection client = FakeConnection.to(server);
        client.next();
        return client;
    }

    private void change(UnaryOperator<CiiMessage> change) {
        content.change(change);
        content.updateClients();
    }

    @Test
    public void itAnswersAtItsPathWithoutIdleTimeOrPingsForAnyOrigin() {
        server(Map.of("maxConnections", 5));

        assertSame(server, framework.service());
        assertEquals("/cii", framework.property(EndpointSettings.PATH));
        assertEquals("cii", framework.property("patchbay.endpoint.name"));
        assertEquals(5, framework.property("patchbay.endpoint.maxConnections"));
        assertEquals(0L, framework.property("patchbay.endpoint.idleTimeoutInMs"));
        assertEquals(0L, framework.property("patchbay.endpoint.pingIntervalInMs"));
        assertEquals(false, framework.property("patchbay.endpoint.compression"));
        assertEquals("*", ((String[]) framework.property("patchbay.endpoint.origins"))[0]);
    }

    @Test
    public void aClientIsFirstToldEverything() throws Exception {
        content.change(state -> state.with(CONTENT_ID, "dvb://1.2.3;4")
                .with(CONTENT_ID_STATUS, ContentIdStatus.FINAL)
                .with(PRESENTATION_STATUS, List.of("okay"))
                .withNone(MRS_URL));
        server(Map.of());

        assertEquals(
                content.state(), CssMessages.decodeCii(FakeConnection.to(server).next()));
    }

    @Test
    public void aStateThatSaysNothingIsToldAsWell() throws Exception {
        content.change(state -> CiiMessage.EMPTY);
        server(Map.of());

        assertEquals("{}", FakeConnection.to(server).next());
    }

    @Test
    public void theFirstMessageWaits() throws Exception {
        server(Map.of("firstMessageDelayInMs", 50L));
        long connectedAtInNs = System.nanoTime();

        FakeConnection.to(server).next();

        assertTrue(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - connectedAtInNs) >= 50);
    }

    @Test
    public void theFirstMessageSaysWhatChangedMeanwhileAndTheNextWhatChangedSince() throws Exception {
        Rewriting rewriting = Rewriting.of();
        FakeConnection connection = new FakeConnection();
        CiiClient client = new CiiClient(connection);
        Supplier<CiiEdition> edition = () -> new CiiEdition(content.state(), rewriting);

        for (int i = 1; i <= 2; i++) {
            String contentId = "dvb://" + i;
            content.change(state -> state.with(CONTENT_ID, contentId));
            client.tell(edition, true, false);
        }
        connection.assertSilent();
        client.begin(edition);
        client.begin(edition); // once only
        content.change(state -> state.with(CONTENT_ID, "dvb://3"));
        client.tell(edition, true, false);

        assertEquals(
                List.of("{\"protocolVersion\":\"1.1\",\"contentId\":\"dvb://2\"}", "{\"contentId\":\"dvb://3\"}"),
                connection.drain());
    }

    @Test
    public void anUpdateBeforeTheFirstMessageIsPartOfIt() {
        server(NEVER);
        FakeConnection client = FakeConnection.to(server);

        content.updateClients(false, true);
        content.updateClients(true, true);

        client.assertSilent();
    }

    @Test
    public void whoLeavesBeforeTheFirstMessageIsToldNothing() throws Exception {
        server(Map.of("firstMessageDelayInMs", 20L));
        FakeConnection gone = FakeConnection.to(server);
        gone.lose();

        FakeConnection.to(server).next(); // on the same timer, after the other's turn

        gone.assertSilent();
    }

    @Test
    public void changingTheStateAloneTellsNobody() throws Exception {
        server(Map.of());
        FakeConnection client = client();

        content.change(state -> state.with(CONTENT_ID, "dvb://1"));
        client.assertSilent();
        content.updateClients();

        assertEquals("{\"contentId\":\"dvb://1\"}", client.next());
    }

    @Test
    public void everyTransitionOfAPropertyIsToldAsTheSpecificationSays() throws Exception {
        server(Map.of());
        FakeConnection client = client();

        change(state -> state.with(MRS_URL, "http://a"));
        assertEquals("{\"mrsUrl\":\"http://a\"}", client.next());
        change(state -> state.with(MRS_URL, "http://a"));
        client.assertSilent();
        change(state -> state.withNone(MRS_URL));
        assertEquals("{\"mrsUrl\":null}", client.next());
        change(state -> state.withNone(MRS_URL));
        client.assertSilent();
        change(state -> state.with(MRS_URL, "http://b"));
        assertEquals("{\"mrsUrl\":\"http://b\"}", client.next());
        change(state -> state.without(MRS_URL)); // from a value to omitted: forgotten
        client.assertSilent();
        change(state -> state.with(MRS_URL, "http://b"));
        assertEquals("{\"mrsUrl\":\"http://b\"}", client.next());
        change(state -> state.withNone(MRS_URL));
        client.next();
        change(state -> state.without(MRS_URL)); // from null to omitted
        client.assertSilent();
        change(state -> state.withNone(MRS_URL)); // from omitted to null
        assertEquals("{\"mrsUrl\":null}", client.next());
    }

    @Test
    public void timelinesThatAreEmptiedAreToldAsEmpty() throws Exception {
        server(Map.of());
        FakeConnection client = client();
        TimelineOption option = TimelineOption.of("urn:dvb:css:timeline:pts", 1, 90_000);

        change(state -> state.with(TIMELINES, List.of(option)));
        assertEquals(
                List.of(option),
                CssMessages.decodeCii(client.next()).get(TIMELINES).value());
        change(state -> state.with(TIMELINES, List.of(TimelineOption.of("urn:dvb:css:timeline:pts", 1, 90_000))));
        client.assertSilent();
        change(state -> state.with(TIMELINES, List.of()));
        assertEquals("{\"timelines\":[]}", client.next());
    }

    @Test
    public void anotherContentBringsItsStatusAlong() throws Exception {
        server(Map.of());
        change(state -> state.with(CONTENT_ID, "dvb://1").with(CONTENT_ID_STATUS, ContentIdStatus.FINAL));
        FakeConnection client = client();

        change(state -> state.with(CONTENT_ID, "dvb://2"));
        assertEquals("{\"contentId\":\"dvb://2\",\"contentIdStatus\":\"final\"}", client.next());
        change(state -> state.with(CONTENT_ID_STATUS, ContentIdStatus.PARTIAL));
        assertEquals("{\"contentIdStatus\":\"partial\"}", client.next());
        change(state -> state.withNone(CONTENT_ID));
        assertEquals("{\"contentId\":null,\"contentIdStatus\":\"partial\"}", client.next());
        change(state -> state.withNone(CONTENT_ID_STATUS).with(CONTENT_ID, "dvb://3"));
        assertEquals("{\"contentId\":\"dvb://3\",\"contentIdStatus\":null}", client.next());
        change(state -> state.without(CONTENT_ID_STATUS).with(CONTENT_ID, "dvb://4"));
        assertEquals("{\"contentId\":\"dvb://4\"}", client.next());
    }

    @Test
    public void nothingToSayIsSaidOnRequestOnly() throws Exception {
        server(Map.of());
        FakeConnection client = client();

        content.updateClients();
        content.updateClients(true, false);
        client.assertSilent();
        content.updateClients(true, true);
        assertEquals("{}", client.next());
        content.updateClients(false, false);
        assertEquals(FIRST, client.next());
        content.change(state -> CiiMessage.EMPTY);
        content.updateClients(false, false);
        client.assertSilent();
        content.updateClients(false, true);
        assertEquals("{}", client.next());
    }

    @Test
    public void whatWasToldAsAWholeIsKnown() throws Exception {
        server(Map.of());
        FakeConnection client = client();
        content.change(state -> state.with(CONTENT_ID, "dvb://1"));

        content.updateClients(false, false);
        assertEquals("{\"protocolVersion\":\"1.1\",\"contentId\":\"dvb://1\"}", client.next());
        content.updateClients();

        client.assertSilent();
    }

    @Test
    public void eachClientSeesTheAddressThatItConnectedTo() throws Exception {
        server(Map.of());
        content.change(state -> state.with(WC_URL, "udp://{{host}}:6677")
                .with(TS_URL, "ws://{{host}}:{{port}}/ts?of={{host}}")
                .with(CONTENT_ID, "dvb://{{host}}")
                .withNone(MRS_URL));
        FakeConnection loopback = new FakeConnection("127.0.0.1:5000").open(server);
        FakeConnection lan = new FakeConnection("192.168.1.7:7681").open(server);
        FakeConnection six = new FakeConnection("[2001:db8::1]:80").open(server);
        FakeConnection zone = new FakeConnection("[fe80::1%eth0]:80").open(server);

        CiiMessage first = CssMessages.decodeCii(loopback.next());
        assertEquals("udp://127.0.0.1:6677", first.get(WC_URL).value());
        assertEquals("ws://127.0.0.1:5000/ts?of=127.0.0.1", first.get(TS_URL).value());
        assertEquals("dvb://{{host}}", first.get(CONTENT_ID).value());
        assertTrue(first.get(MRS_URL).isNone());
        assertEquals(
                "ws://192.168.1.7:7681/ts?of=192.168.1.7",
                CssMessages.decodeCii(lan.next()).get(TS_URL).value());
        assertEquals(
                "udp://[2001:db8::1]:6677",
                CssMessages.decodeCii(six.next()).get(WC_URL).value());
        assertEquals(
                "udp://[fe80::1]:6677",
                CssMessages.decodeCii(zone.next()).get(WC_URL).value());
        assertEquals("udp://{{host}}:6677", content.state().get(WC_URL).value());
    }

    @Test
    public void changesAreRewrittenForEachClientAndOnlyRealOnesTold() throws Exception {
        server(Map.of());
        change(state -> state.with(WC_URL, "udp://{{host}}:6677"));
        FakeConnection one = new FakeConnection("10.0.0.1:80").open(server);
        FakeConnection other = new FakeConnection("10.0.0.2:80").open(server);
        one.next();
        other.next();

        change(state -> state.with(WC_URL, "udp://10.0.0.1:6677"));

        one.assertSilent();
        assertEquals("{\"wcUrl\":\"udp://10.0.0.1:6677\"}", other.next());
    }

    @Test
    public void onlyTheListedPropertiesAreRewrittenAndThoseThatAreNoTextSkipped() throws Exception {
        server(Map.of(
                "rewriteHostPort", new String[] {"contentId", "timelines", "presentationStatus", "contentIdStatus"}));
        content.change(state -> state.with(WC_URL, "udp://{{host}}:6677")
                .with(CONTENT_ID, "http://{{host}}/")
                .with(CONTENT_ID_STATUS, ContentIdStatus.FINAL)
                .with(PRESENTATION_STATUS, List.of("okay", "{{host}}"))
                .with(TIMELINES, List.of(TimelineOption.of("urn:{{host}}", 1, 1))));

        CiiMessage seen = CssMessages.decodeCii(FakeConnection.to(server).next());

        assertEquals("udp://{{host}}:6677", seen.get(WC_URL).value());
        assertEquals("http://127.0.0.1/", seen.get(CONTENT_ID).value());
        assertEquals(content.state().get(TIMELINES), seen.get(TIMELINES));
        assertEquals(content.state().get(PRESENTATION_STATUS), seen.get(PRESENTATION_STATUS));
    }

    @Test
    public void whateverAClientSaysIsIgnored() throws Exception {
        server(Map.of());
        FakeConnection client = client();

        for (String junk : List.of("", "{}", "[", "null", FIRST, "x".repeat(1 << 20))) {
            client.say(junk);
        }
        client.say(new byte[1000]);

        assertTrue(client.isOpen());
        client.assertSilent();
        change(state -> state.with(CONTENT_ID, "dvb://1"));
        assertEquals("{\"contentId\":\"dvb://1\"}", client.next());
    }

    @Test
    public void oneMessageIsEncodedOnceForAllWhoGetTheSame() throws Exception {
        server(Map.of());
        FakeConnection one = new FakeConnection("10.0.0.1:80").open(server);
        FakeConnection another = new FakeConnection("10.0.0.1:80").open(server);
        FakeConnection elsewhere = new FakeConnection("10.0.0.2:80").open(server);
        List<FakeConnection> all = List.of(one, another, elsewhere);
        List<Message> first = new ArrayList<>();
        for (FakeConnection each : all) {
            first.add(each.nextMessage());
        }
        assertSame(first.get(0), first.get(1));

        change(state -> state.with(TS_URL, "ws://{{host}}/ts"));

        Message change = one.nextMessage();
        assertSame(change, another.nextMessage());
        assertEquals("{\"tsUrl\":\"ws://10.0.0.2/ts\"}", elsewhere.next());
    }

    @Test
    public void aConnectionThatFailsKeepsNobodyElseFromBeingTold() throws Exception {
        server(Map.of());
        FakeConnection one = client();
        FakeConnection broken = new FakeConnection() {
            @Override
            public boolean post(Message message) {
                throw new IllegalStateException("on purpose");
            }
        }.open(server);
        FakeConnection deaf = new FakeConnection() {
            @Override
            public boolean post(Message message) {
                super.post(message);
                return false;
            }
        }.open(server);
        deaf.next();
        FakeConnection other = client();
        FakeConnection lost = client();
        lost.lose();

        change(state -> state.with(CONTENT_ID, "dvb://1"));
        change(state -> state.with(CONTENT_ID, "dvb://2"));

        for (FakeConnection each : List.of(one, deaf, other)) {
            assertEquals("{\"contentId\":\"dvb://1\"}", each.next());
            assertEquals("{\"contentId\":\"dvb://2\"}", each.next());
        }
        lost.assertSilent();
        assertTrue(broken.isOpen());
    }

    @Test
    public void disablingClosesEverybodyAndEnablingLetsThemInAgain() throws Exception {
        server(Map.of());
        FakeConnection before = client();

        server.setEnabled(false);
        assertEquals(CloseCode.GOING_AWAY, before.closeCode());
        assertFalse(server.isEnabled());
        change(state -> state.with(CONTENT_ID, "dvb://1"));
        server.setEnabled(true);

        assertEquals(
                content.state(), CssMessages.decodeCii(FakeConnection.to(server).next()));
        before.assertSilent();
    }

    @Test
    public void settingsChangeWithoutDroppingClients() throws Exception {
        server(Map.of());
        FakeConnection client = client();
        change(state -> state.with(CONTENT_ID, "dvb://{{host}}"));
        client.next();

        server.modified(Configs.of(
                CiiServer.Config.class,
                Map.of(
                        "maxConnections",
                        7,
                        "rewriteHostPort",
                        new String[] {"contentId"},
                        "pingIntervalInMs",
                        30_000L)));

        assertTrue(client.isOpen());
        assertEquals(7, framework.property("patchbay.endpoint.maxConnections"));
        assertEquals(30_000L, framework.property("patchbay.endpoint.pingIntervalInMs"));
        assertEquals("{\"contentId\":\"dvb://127.0.0.1\"}", client.next());
    }

    @Test
    public void whatTheOperatorDisabledStaysSoUntilTheSettingSaysSomethingElse() throws Exception {
        server(Map.of());
        server.setEnabled(false);

        server.modified(Configs.of(CiiServer.Config.class, Map.of("maxConnections", 7)));
        assertFalse(server.isEnabled());
        server.modified(Configs.of(CiiServer.Config.class, Map.of("enabled", false)));
        assertFalse(server.isEnabled());
        server.modified(Configs.of(CiiServer.Config.class, Map.of("enabled", true)));
        assertTrue(server.isEnabled());
        FakeConnection client = client();
        server.modified(Configs.of(CiiServer.Config.class, Map.of("enabled", false)));
        assertEquals(CloseCode.GOING_AWAY, client.closeCode());
    }

    @Test
    public void disabledInTheSettingsItLetsNobodyInFromTheBeginning() {
        server(Map.of("enabled", false));
        assertFalse(server.isEnabled());
        assertEquals(new EndpointStatus("cii", "/cii", false, 0, -1), server.status());
        assertEquals(CloseCode.GOING_AWAY, FakeConnection.to(server).closeCode());
    }

    @Test
    public void wrongSettingsAreRefusedInASentenceAndLaterChangeNothing() throws Exception {
        Map<String, Object> wrong = Map.of("rewriteHostPort", new String[] {"wcURL"}, "maxConnections", 3);
        IllegalArgumentException fault = assertThrows(IllegalArgumentException.class, () -> server(wrong));
        assertTrue(
                fault.getMessage(),
                fault.getMessage()
                        .startsWith("Expected 'rewriteHostPort' of section 'dvbcssCii' to name properties of"
                                + " [protocolVersion, mrsUrl,"));
        assertTrue(fault.getMessage(), fault.getMessage().endsWith("got 'wcURL'"));

        server(Map.of());
        FakeConnection client = client();
        server.modified(Configs.of(CiiServer.Config.class, wrong));
        server.modified(Configs.of(CiiServer.Config.class, Map.of("path", "cii", "enabled", false)));

        assertTrue(client.isOpen());
        assertEquals(-1, framework.property("patchbay.endpoint.maxConnections"));
        assertEquals("/cii", framework.property(EndpointSettings.PATH));
    }

    @Test
    public void whenItEndsEverybodyIsClosedAndTheStateStays() throws Exception {
        server(Map.of());
        FakeConnection client = client();
        change(state -> state.with(CONTENT_ID, "dvb://1"));

        server.deactivate();
        change(state -> state.with(CONTENT_ID, "dvb://2"));

        assertNull(framework.service());
        assertEquals(CloseCode.GOING_AWAY, client.closeCode());
        assertEquals("dvb://2", content.state().get(CONTENT_ID).value());
    }

    @Test
    public void whoeverChangesAtTheSameTimeClientsEndUpWithTheState() throws Exception {
        server(Map.of());
        List<Follower> followers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            followers.add(new Follower(FakeConnection.to(server)));
        }
        List<Thread> writers = new ArrayList<>();
        for (int writer = 0; writer < 4; writer++) {
            String name = "w" + writer;
            writers.add(new Thread(() -> {
                for (int i = 0; i < 500; i++) {
                    String text = name + "-" + i;
                    change(state -> state.with(PRESENTATION_STATUS, List.of("okay", text)));
                }
            }));
        }
        writers.forEach(Thread::start);
        for (Thread writer : writers) {
            writer.join(20_000);
        }
        for (Follower follower : followers) {
            await().until(() -> follower.state().equals(content.state()));
            follower.assertNothingWentBack();
        }
    }

    /** Does what a client does: puts what it is told together. */
    private static final class Follower {

        private final FakeConnection connection;
        private final Map<String, Integer> newest = new HashMap<>();
        private CiiMessage known = CiiMessage.EMPTY;

        Follower(FakeConnection connection) {
            this.connection = connection;
        }

        CiiMessage state() throws Exception {
            for (String message : connection.drain()) {
                CiiMessage changes = CssMessages.decodeCii(message);
                known = known.updatedBy(changes);
                note(changes);
            }
            return known;
        }

        private void note(CiiMessage changes) {
            if (changes.get(PRESENTATION_STATUS).isValue()) {
                String said = changes.get(PRESENTATION_STATUS).value().get(1);
                int dash = said.indexOf('-');
                String writer = said.substring(0, dash);
                int number = Integer.parseInt(said.substring(dash + 1));
                assertTrue(number > newest.getOrDefault(writer, -1));
                newest.put(writer, number);
            }
        }

        void assertNothingWentBack() {
            assertEquals("1.1", known.get(PROTOCOL_VERSION).value());
        }
    }

    @Test
    public void aMillionUpdatesArriveInOrderAndTheLastOneAlways() throws Exception {
        server(Map.of());
        int updates = 250_000; // of the state; each is told to four clients
        List<CountingConnection> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            CountingConnection client = new CountingConnection();
            client.open(server);
            clients.add(client);
            await().until(() -> client.received == 1);
        }
        for (int i = 1; i <= updates; i++) {
            String text = Integer.toString(i);
            change(state -> state.with(PRESENTATION_STATUS, List.of("okay", text)));
        }
        for (CountingConnection client : clients) {
            assertEquals(updates + 1L, client.received);
            assertEquals(updates, client.last);
            assertFalse(client.wentBack);
        }
    }

    /** Reads the number in each message and forgets the message. */
    private static final class CountingConnection extends FakeConnection {

        private static final String STATUS = "{\"presentationStatus\":\"okay ";

        private volatile long received;
        private volatile int last;
        private volatile boolean wentBack;

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // one at a time, by the contract under test
        public boolean post(Message message) {
            String said = text(message);
            int number = received == 0 ? 0 : Integer.parseInt(said, STATUS.length(), said.length() - 2, 10);
            wentBack |= received > 0 && number != last + 1;
            last = number;
            received++;
            return true;
        }
    }
}
