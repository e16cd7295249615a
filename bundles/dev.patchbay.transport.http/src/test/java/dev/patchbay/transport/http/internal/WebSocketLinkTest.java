package dev.patchbay.transport.http.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.EndpointSettings;
import dev.patchbay.endpoint.Handshake;
import dev.patchbay.endpoint.spi.MessageReceiver;
import dev.patchbay.threads.NodeThreads;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.websocket.core.Behavior;
import org.eclipse.jetty.websocket.core.ExtensionStack;
import org.eclipse.jetty.websocket.core.Negotiated;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.WebSocketConstants;
import org.junit.After;
import org.junit.Test;

/** A connection without a socket, whose readers are stopped where they can miss one another. */
public class WebSocketLinkTest {

    private static final int MESSAGES = 3 * Lane.MAX_CALLS;

    private final Workers workers = new Workers(Executors.newCachedThreadPool(NodeThreads.daemons(Workers.NAME)));
    private final ByteArrayEndPoint endPoint = new ByteArrayEndPoint();
    private final RecordingEndpoint told = new RecordingEndpoint() {
        @Override
        void answer(Connection connection, String text) {
            // nobody is there to read it
        }
    };

    /** Opening the endpoint's receiver ends when this does; until then every message waits. */
    private final CountDownLatch opened = new CountDownLatch(1);

    private final CountDownLatch opening = new CountDownLatch(1);
    private final CountDownLatch cameAndWent = new CountDownLatch(1);

    @After
    public void end() {
        opened.countDown();
        workers.close();
    }

    @Test
    public void whoTakesReadingUpWhileTheLastReaderIsLeavingIsNotForgotten() throws Exception {
        open(this::comeAndGo, () -> {
            opened.countDown(); // the lane takes a message, has room, and demands a frame
            assertTrue(await(cameAndWent));
        });
        assertTrue(await(cameAndWent));
        assertTold(MESSAGES);
    }

    @Test
    public void whoTakesReadingUpAfterTheLastReaderHasLeftReadsOn() throws Exception {
        WebSocket webSocket = open(reading -> new Thread(reading).start(), () -> {});
        Awaitility.await().until(webSocket::isHeld);
        opened.countDown();
        assertTold(MESSAGES);
        assertTrue(endPoint.isOpen());
    }

    @Test
    public void whatHasBeenReadIsToldWhenNothingMoreCanBe() throws Exception {
        Executor ended = reading -> {
            throw new RejectedExecutionException("as when the node stops");
        };
        WebSocket webSocket = open(ended, () -> {});
        Awaitility.await().until(webSocket::isHeld);
        opened.countDown();
        assertTold(Lane.MAX_CALLS);
        assertFalse(endPoint.isOpen());
        assertTrue("not read", told.texts.isEmpty());
    }

    private void comeAndGo(Runnable reading) {
        Runnable counted = () -> {
            reading.run();
            cameAndWent.countDown();
        };
        new Thread(counted).start();
    }

    private void assertTold(int messages) throws InterruptedException {
        for (int i = 0; i < messages; i++) {
            assertEquals("" + i, told.nextText());
        }
    }

    /**
     * Opens a connection, then lets all messages arrive at once.
     *
     * @param readers runs who takes reading up again
     * @param leaving called by the first reader that has given reading up, before it leaves
     */
    private WebSocket open(Executor readers, Runnable leaving) throws Exception {
        WebSocket webSocket = webSocket();
        LingeringSession session = session(webSocket);
        ServerConnector connector = new ServerConnector(new Server(), readers, null, null, 0, 1);
        AtomicBoolean first = new AtomicBoolean(true);
        WebSocketLink link = new WebSocketLink(connector, endPoint, session, webSocket) {
            @Override
            public boolean moreDemand() {
                boolean more = super.moreDemand();
                if (!more && first.getAndSet(false)) {
                    leaving.run();
                }
                return more;
            }
        };
        session.setWebSocketConnection(link);
        endPoint.setConnection(link);
        link.onOpen();
        assertTrue(await(opening));
        byte[][] frames = IntStream.range(0, MESSAGES)
                .mapToObj(i ->
                        RawClient.frame(RawClient.FINAL | RawClient.TEXT, ("" + i).getBytes(StandardCharsets.UTF_8)))
                .toArray(byte[][]::new);
        endPoint.addInput(ByteBuffer.wrap(RawClient.join(frames)));
        return webSocket;
    }

    private WebSocket webSocket() {
        Mount mount = new Mount(blocking(), () -> this::slowly);
        Handshake handshake = new Handshake("/held", "", Map.of(), null, "here:1", "there:2", false);
        OutboundQueue.Writing writing = new OutboundQueue.Writing(new FanOut(), new BufferPool());
        Shared shared = new Shared(new ConnectionTable(() -> {}), writing, workers);
        return new WebSocket(mount, handshake, PortConnector.NODE, shared, endPoint, null);
    }

    private MessageReceiver slowly(Connection connection) {
        opening.countDown();
        assertTrue(await(opened));
        return told.open(connection);
    }

    private static LingeringSession session(WebSocket webSocket) {
        WebSocketComponents components = new WebSocketComponents();
        ExtensionStack extensions = new ExtensionStack(components, Behavior.SERVER);
        extensions.negotiate(List.of(), List.of());
        Negotiated negotiated =
                new Negotiated(URI.create("/"), null, false, extensions, WebSocketConstants.SPEC_VERSION_STRING);
        LingeringSession session = new LingeringSession(webSocket, negotiated, components);
        session.setIdleTimeout(Duration.ZERO);
        return session;
    }

    private static EndpointSettings blocking() {
        EndpointSettings defaults = EndpointSettings.at("/held");
        return new EndpointSettings(
                defaults.path(),
                defaults.name(),
                true,
                -1,
                defaults.subprotocols(),
                defaults.origins(),
                defaults.maxMessageBytes(),
                0,
                0,
                false,
                defaults.maxQueueBytes(),
                defaults.maxQueueMessages(),
                true,
                0);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
