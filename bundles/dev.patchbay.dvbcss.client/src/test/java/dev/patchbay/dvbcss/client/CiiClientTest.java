package dev.patchbay.dvbcss.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dvbcss.CiiMessage;
import dev.patchbay.dvbcss.CiiProperty;
import dev.patchbay.testing.RawPeer;
import dev.patchbay.testing.RawServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public class CiiClientTest {

    private static final String FIRST =
            "{\"protocolVersion\":\"1.1\",\"contentId\":\"dvb://1.2.3;4\",\"mrsUrl\":null,\"unknown\":[1]}";

    @Rule
    public final Timeout limit = Timeout.seconds(30);

    private final Heard heard = new Heard();

    @Test
    public void messagesAreMergedAndOnlyRealChangesAreTold() throws Exception {
        try (RawServer server = RawServer.passive();
                CiiClient client = connected(server)) {
            RawPeer peer = server.peers().take();
            heard.expect("open");
            peer.text(FIRST);
            heard.expect("change [protocolVersion, mrsUrl, contentId]", "state dvb://1.2.3;4");
            peer.text(FIRST);
            heard.expect("state dvb://1.2.3;4");
            peer.text("{\"contentId\":\"dvb://5\",\"protocolVersion\":\"1.1\"}");
            heard.expect("change [contentId]", "state dvb://5");
            peer.text("{}");
            heard.expect("state dvb://5");
            peer.text("{\"contentId\":null}");
            heard.expect("change [contentId]", "state none");
            assertTrue(client.state().get(CiiProperty.CONTENT_ID).isNone());
            assertTrue(client.state().get(CiiProperty.MRS_URL).isNone());
            assertTrue(client.state().get(CiiProperty.TS_URL).isOmitted());
            assertEquals("1.1", client.state().get(CiiProperty.PROTOCOL_VERSION).value());
        }
    }

    @Test
    public void aChangeTellsWhatWasBeforeAndWhatIsNow() throws Exception {
        BlockingQueue<String> changes = new LinkedBlockingQueue<>();
        CiiListener listener = new CiiListener() {
            @Override
            public void onChange(CiiMessage before, CiiMessage now, Set<CiiProperty<?>> changed) {
                changes.add(before.get(CiiProperty.CONTENT_ID) + " " + now.get(CiiProperty.CONTENT_ID));
            }
        };
        try (RawServer server = RawServer.passive();
                CiiClient client = new CiiClient(server.url("/cii"), listener)) {
            client.connect();
            RawPeer peer = server.peers().take();
            peer.text(FIRST);
            peer.text("{\"contentId\":\"b\"}");
            assertEquals("omitted dvb://1.2.3;4", changes.take());
            assertEquals("dvb://1.2.3;4 b", changes.take());
        }
    }

    @Test
    public void theFirstMessageMayComeInTheSegmentOfTheAnswer() throws Exception {
        for (int run = 0; run < 20; run++) {
            try (RawServer server = new RawServer(0, peer -> peer.upgradeWith(RawPeer.textFrame(FIRST)));
                    CiiClient client = connected(server)) {
                heard.expect("open", "change", "state dvb://1.2.3;4");
                assertEquals(
                        "dvb://1.2.3;4",
                        client.state().get(CiiProperty.CONTENT_ID).value());
            }
        }
    }

    @Test
    public void fragmentsAndPingsBetweenThemAndSingleOctetsArePutTogether() throws Exception {
        byte[] text = "{\"contentId\":\"dvb://ü\"}".getBytes(UTF_8);
        try (RawServer server = RawServer.passive();
                CiiClient client = connected(server)) {
            RawPeer peer = server.peers().take();
            peer.raw(RawPeer.frame(0x01, Arrays.copyOf(text, 20)));
            peer.raw(RawPeer.frame(0x89, new byte[] {1}));
            peer.raw(RawPeer.frame(0x00, new byte[0]));
            for (byte octet : RawPeer.frame(0x80, Arrays.copyOfRange(text, 20, text.length))) {
                peer.raw(new byte[] {octet});
            }
            heard.expect("open", "change", "state dvb://ü");
            assertEquals("dvb://ü", client.state().get(CiiProperty.CONTENT_ID).value());
        }
    }

    @Test
    public void manyMessagesInOneSegmentComeInOrder() throws Exception {
        try (RawServer server = RawServer.passive();
                CiiClient client = connected(server)) {
            heard.expect("open");
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int i = 0; i < 200; i++) {
                all.writeBytes(RawPeer.textFrame("{\"contentId\":\"" + i + "\"}"));
            }
            server.peers().take().raw(all.toByteArray());
            for (int i = 0; i < 200; i++) {
                heard.expect("change [contentId]", "state " + i);
            }
        }
    }

    @Test
    public void whatMakesNoSenseIsToldAndTheConnectionStays() throws Exception {
        try (RawServer server = RawServer.passive();
                CiiClient client = connected(server)) {
            RawPeer peer = server.peers().take();
            heard.expect("open");
            for (String text : new String[] {
                "",
                "{",
                "[]",
                "5",
                "null",
                "{\"protocolVersion\":\"9\"}",
                "{\"contentId\":5}",
                "{\"timelines\":[{}]}",
                "{\"contentIdStatus\":\"maybe\"}"
            }) {
                peer.text(text);
                heard.expect("malformed " + text + ": Expected ");
            }
            peer.raw(RawPeer.frame(0x82, new byte[] {1, 2}));
            heard.expect("malformed : Expected a text message");
            peer.text(FIRST);
            heard.expect("change", "state");
            assertEquals(
                    "dvb://1.2.3;4", client.state().get(CiiProperty.CONTENT_ID).value());
        }
    }

    @Test
    public void framesThatBreakTheProtocolEndTheConnection() throws Exception {
        byte[][] wrong = {
            RawPeer.frame(0xc1, new byte[] {'{', '}'}),
            RawPeer.frame(0x83, new byte[0]),
            RawPeer.frame(0x80, new byte[] {'{', '}'}),
            RawPeer.frame(0x81, new byte[] {(byte) 0xff})
        };
        for (byte[] frame : wrong) {
            try (RawServer server = RawServer.passive();
                    CiiClient client = connected(server)) {
                server.peers().take().raw(frame);
                heard.expect("open", "closed 1006");
            }
        }
    }

    @Test
    public void endsAreToldOnceWithCodeAndReason() throws Exception {
        try (RawServer server = new RawServer(0, peer -> {
                    peer.upgradeWith(RawPeer.textFrame(FIRST));
                    peer.close(1001, "disabled");
                });
                CiiClient client = connected(server)) {
            heard.expect("open", "change", "state", "closed 1001 disabled");
            assertEquals(
                    "kept",
                    "dvb://1.2.3;4",
                    client.state().get(CiiProperty.CONTENT_ID).value());
            assertEquals("close 1001", server.peers().take().received().take());
            client.close();
            assertTrue(heard.isEmpty());
        }
    }

    @Test
    public void anEndInTheMiddleOfAMessageIsALoss() throws Exception {
        byte[] frame = RawPeer.textFrame(FIRST);
        ConnectionOptions options = ConnectionOptions.DEFAULTS.withHeartbeat(Duration.ofMillis(300));
        try (RawServer server = RawServer.passive();
                CiiClient client = new CiiClient(server.url("/cii"), heard, options)) {
            client.connect();
            RawPeer peer = server.peers().take();
            peer.raw(Arrays.copyOf(frame, frame.length - 1));
            peer.drop();
            heard.expect("open", "closed 1006");
            assertEquals(CiiMessage.EMPTY, client.state());
        }
    }

    @Test
    public void refusalsTellTheStatus() throws Exception {
        for (int status : new int[] {403, 503, 404, 200, 500}) {
            try (RawServer server = new RawServer(0, peer -> peer.refuse(status));
                    CiiClient client = connected(server)) {
                heard.expect("refused " + status);
            }
        }
    }

    @Test
    public void nobodyThereAndWhoSpeaksAnotherLanguageAreUnreachable() throws Exception {
        int port;
        try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = door.getLocalPort();
        }
        try (CiiClient client = new CiiClient(URI.create("ws://127.0.0.1:" + port + "/cii"), heard)) {
            client.connect();
            heard.expect("unreachable java.net.ConnectException");
        }
        try (RawServer server = new RawServer(0, peer -> {
                    peer.raw("SSH-2.0-x\r\n\r\n".getBytes(UTF_8));
                    peer.drop();
                });
                CiiClient client = connected(server)) {
            heard.expect("unreachable ");
        }
        try (RawServer server = new RawServer(0, RawPeer::drop);
                CiiClient client = connected(server)) {
            heard.expect("unreachable ");
        }
    }

    @Test
    public void aServerThatNeverAnswersIsGivenUp() throws Exception {
        ConnectionOptions impatient = ConnectionOptions.DEFAULTS.withConnectLimit(Duration.ofMillis(200));
        try (RawServer server = new RawServer(0, RawPeer::deafen);
                CiiClient client = new CiiClient(server.url("/cii"), heard, impatient)) {
            client.connect();
            heard.expect("unreachable java.net.http.Http");
        }
    }

    @Test
    public void aServerThatFallsSilentIsNoticedAndOneThatPongsIsNot() throws Exception {
        ConnectionOptions options = ConnectionOptions.DEFAULTS.withHeartbeat(Duration.ofMillis(50));
        try (RawServer server = RawServer.passive();
                CiiClient client = new CiiClient(server.url("/cii"), heard, options)) {
            client.connect();
            RawPeer peer = server.peers().take();
            heard.expect("open");
            await().until(() -> peer.pings().size() >= 5);
            assertTrue(heard.isEmpty());
            peer.deafen();
            heard.expect("closed 1006 no answer to a ping within 0.05 s");
        }
    }

    @Test
    public void afterCloseNothingIsTold() throws Exception {
        try (RawServer server = RawServer.passive()) {
            CiiClient client = connected(server);
            RawPeer peer = server.peers().take();
            heard.expect("open");
            client.close();
            client.close();
            assertEquals("close 1001", peer.received().take());
            assertTrue(heard.isEmpty());
        }
    }

    @Test
    public void closeWhileConnectingEndsTheConnection() throws Exception {
        try (RawServer server = RawServer.passive()) {
            CiiClient client = connected(server);
            client.close();
            assertEquals("close 1001", server.peers().take().received().take());
            assertTrue(heard.isEmpty() || heard.next().equals("open"));
        }
    }

    @Test
    public void aListenerThatThrowsHearsTheNextMessage() throws Exception {
        BlockingQueue<String> states = new LinkedBlockingQueue<>();
        CiiListener listener = new CiiListener() {
            @Override
            public void onState(CiiMessage state) {
                states.add(state.get(CiiProperty.CONTENT_ID).toString());
                Thread.currentThread().setUncaughtExceptionHandler((thread, fault) -> states.add("threw"));
                throw new IllegalStateException("on purpose");
            }
        };
        try (RawServer server = RawServer.passive();
                CiiClient client = new CiiClient(server.url("/cii"), listener)) {
            client.connect();
            RawPeer peer = server.peers().take();
            peer.text("{\"contentId\":\"a\"}");
            peer.text("{\"contentId\":\"b\"}");
            assertEquals("a", states.take());
            assertEquals("threw", states.take());
            assertEquals("b", states.take());
        }
    }

    @Test
    public void onlyAWebSocketUrlIsTaken() {
        assertThrows(IllegalArgumentException.class, () -> new CiiClient(URI.create("http://tv/cii"), heard));
    }

    private CiiClient connected(RawServer server) throws IOException {
        CiiClient client = new CiiClient(server.url("/cii"), heard);
        client.connect();
        return client;
    }
}
