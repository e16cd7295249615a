package dev.patchbay.protocol.dvbcss.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import dev.patchbay.clock.Clock;
import dev.patchbay.dvbcss.CiiProperty;
import dev.patchbay.dvbcss.ControlTimestamp;
import dev.patchbay.dvbcss.CssMessages;
import dev.patchbay.dvbcss.MalformedMessageException;
import dev.patchbay.dvbcss.SetupData;
import dev.patchbay.dvbcss.spi.TimelineSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** A timeline server with something on, for tests. */
final class Television implements AutoCloseable {

    static final String CONTENT = "dvb://1.2.3;4";

    private static final String BARRIER = "urn:test:barrier";

    final FakeFramework framework = new FakeFramework();
    final ContentState content = new ContentState(Configs.of(DvbCssConfig.class, Map.of()));
    final NodeWallClock wallClock = new NodeWallClock(Configs.of(DvbCssConfig.class, Map.of()));
    final TsServer server;

    private final AtomicLong numbers = new AtomicLong();
    private final Map<TimelineSource, Map<String, Object>> offered = new HashMap<>();

    Television() {
        this(Map.of());
    }

    Television(Map<String, ?> settings) {
        content.change(state -> state.with(CiiProperty.CONTENT_ID, CONTENT));
        server = new TsServer(framework.context(), wallClock, content, Configs.of(TsServer.Config.class, settings));
    }

    Clock clock() {
        return wallClock.clock();
    }

    /** Publishes a source. */
    void offer(TimelineSource source, int ranking) {
        Map<String, Object> properties = Map.of("service.id", numbers.incrementAndGet(), "service.ranking", ranking);
        offered.put(source, properties);
        server.addSource(source, properties);
    }

    void offer(TimelineSource source) {
        offer(source, 0);
    }

    void rank(TimelineSource source, int ranking) {
        Map<String, Object> properties =
                Map.of("service.id", offered.get(source).get("service.id"), "service.ranking", ranking);
        offered.put(source, properties);
        server.updatedSource(source, properties);
    }

    void takeBack(TimelineSource source) {
        server.removeSource(source, offered.remove(source));
    }

    FakeConnection connect() {
        return FakeConnection.to(server);
    }

    FakeConnection follow(String stem, String selector) {
        FakeConnection client = connect();
        client.say(CssMessages.encode(SetupData.of(stem, selector)));
        return client;
    }

    /** Follows a timeline of what is on. */
    FakeConnection follow(String selector) {
        return follow(CONTENT, selector);
    }

    /** Waits until the server has done all that was asked of it before. */
    void settle() throws InterruptedException {
        FakeConnection marker = follow("no such content", BARRIER);
        marker.next();
        marker.lose();
    }

    static boolean isBarrier(String selector) {
        return selector.equals(BARRIER);
    }

    static ControlTimestamp timestamp(FakeConnection client) throws InterruptedException {
        return timestamp(client.next());
    }

    static ControlTimestamp timestamp(String message) {
        try {
            return CssMessages.decodeControlTimestamp(message);
        } catch (MalformedMessageException e) {
            throw new AssertionError(e);
        }
    }

    static void assertUnavailable(FakeConnection client) throws InterruptedException {
        assertFalse(timestamp(client).isAvailable());
    }

    /** It is told this next. */
    static void assertTold(FakeConnection client, ControlTimestamp expected) throws InterruptedException {
        assertEquals(expected, timestamp(client));
    }

    /** All has been done, and it was told nothing. */
    void assertSilent(FakeConnection client) throws InterruptedException {
        settle();
        client.assertSilent();
    }

    @Override
    public void close() {
        server.deactivate();
    }
}
