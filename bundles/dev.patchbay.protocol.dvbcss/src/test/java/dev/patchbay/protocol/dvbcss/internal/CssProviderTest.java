package dev.patchbay.protocol.dvbcss.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dvbcss.ControlTimestamp;
import dev.patchbay.dvbcss.spi.FixedTimelineSource;
import dev.patchbay.endpoint.CloseCode;
import dev.patchbay.json.Json;
import dev.patchbay.rpc.CallException;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.session.RequiresRole;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.After;
import org.junit.Test;

public class CssProviderTest {

    private static final ControlTimestamp HERE = ControlTimestamp.at(1, 2, 1);

    private final Television television = new Television();
    private final CiiServer cii = new CiiServer(
            new FakeFramework().context(), television.content, Configs.of(CiiServer.Config.class, Map.of()));
    private final CssProvider css = new CssProvider(television.content);

    @After
    public void end() {
        cii.deactivate();
        television.close();
    }

    private void connect() {
        css.cii = cii;
        css.ts = television.server;
    }

    private static void assertRefused(int code, String part, ThrowingCall call) {
        CallException refusal = assertThrows(CallException.class, call::run);
        assertEquals(code, refusal.code());
        assertTrue(refusal.getMessage(), refusal.getMessage().contains(part));
    }

    private interface ThrowingCall {

        void run() throws CallException;
    }

    @Test
    public void theStateIsAsClientsSeeIt() {
        assertEquals(Map.of("protocolVersion", "1.1", "contentId", Television.CONTENT), css.state());
    }

    @Test
    public void whatIsSetIsToldToAllAndAnswered() throws Exception {
        connect();
        FakeConnection client = FakeConnection.to(cii);
        client.next();
        Map<String, Object> properties = new HashMap<>();
        properties.put("contentId", "dvb://9");
        properties.put("mrsUrl", null);

        Object state = css.set(properties);

        Map<String, Object> expected = new HashMap<>(properties);
        expected.put("protocolVersion", "1.1");
        assertEquals(expected, state);
        assertEquals("{\"mrsUrl\":null,\"contentId\":\"dvb://9\"}", client.next());
    }

    @Test
    public void whatIsUnsetIsSaidNoMore() throws Exception {
        assertEquals(Map.of("protocolVersion", "1.1"), css.unset(List.of("contentId", "wcUrl")));
    }

    @Test
    public void whatClientsWouldNotTakeIsRefusedInASentenceAndChangesNothing() {
        Object before = css.state();
        assertRefused(400, "got [contentID]", () -> css.set(Map.of("contentID", "dvb://9", "mrsUrl", "x")));
        assertRefused(400, "contentId", () -> css.set(Map.of("contentId", 5L)));
        assertRefused(400, "protocolVersion", () -> css.set(Map.of("protocolVersion", "2.0")));
        assertRefused(400, "got 'contentID'", () -> css.unset(List.of("mrsUrl", "contentID")));
        assertEquals(before, css.state());
    }

    @Test
    public void timelinesAreThoseThatClientsAskFor() throws Exception {
        connect();
        assertEquals(List.of(), css.timelines());
        television.offer(new FixedTimelineSource("urn:a", HERE));
        television.offer(new FixedTimelineSource("urn:b", null));
        FakeConnection first = television.follow("urn:a");
        television.follow("urn:b");
        television.follow("", "urn:a");
        television.settle();

        assertEquals(
                List.of(new CssProvider.Timeline("urn:a", 2, HERE), new CssProvider.Timeline("urn:b", 1, null)),
                css.timelines());
        assertEquals(
                List.of(Television.CONTENT, Television.CONTENT, ""),
                css.clients().stream().map(CssProvider.Follower::contentIdStem).toList());
        assertEquals(first.id(), css.clients().get(0).id());
    }

    @Test
    public void timesThatAreInfiniteAreNoneAndOthersAreAsTheyWereTold() throws Exception {
        connect();
        FakeConnection open = television.follow("urn:a");
        FakeConnection closed = television.follow("urn:a");
        television.follow("urn:a");
        open.say("{\"earliest\":{\"contentTime\":\"1\",\"wallClockTime\":\"minusinfinity\"},"
                + "\"latest\":{\"contentTime\":\"2\",\"wallClockTime\":\"plusinfinity\"}}");
        closed.say("{\"actual\":{\"contentTime\":\"0\",\"wallClockTime\":\"0\"},"
                + "\"earliest\":{\"contentTime\":\"-3\",\"wallClockTime\":\"4\"},"
                + "\"latest\":{\"contentTime\":\"5\",\"wallClockTime\":\"6\"}}");
        television.settle();

        List<Presentation> told = css.clients().stream()
                .map(CssProvider.Follower::presentationTimestamps)
                .toList();

        assertEquals(3, told.size());
        assertEquals(new Presentation(null, moment(1, null), moment(2, null)), told.get(0));
        assertEquals(new Presentation(moment(0, 0L), moment(-3, 4L), moment(5, 6L)), told.get(1));
        assertNull("told nothing", told.get(2));
        assertEquals(
                "{\"actual\":null,\"earliest\":{\"contentTime\":1,\"wallClockTime\":null},"
                        + "\"latest\":{\"contentTime\":2,\"wallClockTime\":null}}",
                Json.write(told.get(0)));
    }

    private static Presentation.Moment moment(long contentTime, Long wallClockTime) {
        return new Presentation.Moment(contentTime, wallClockTime);
    }

    @Test
    public void endpointsAreSwitchedByName() throws Exception {
        connect();
        FakeConnection client = television.connect();
        assertEquals(
                List.of(new EndpointStatus("cii", "/cii", true, 0, -1), new EndpointStatus("ts", "/ts", true, 1, -1)),
                css.endpoints());

        css.disable("ts");
        assertEquals(CloseCode.GOING_AWAY, client.closeCode());
        assertFalse(television.server.isEnabled());
        assertTrue(cii.isEnabled());
        css.enable("ts");
        assertTrue(television.server.isEnabled());
        css.disable("cii");
        assertFalse(cii.isEnabled());
    }

    @Test
    public void aServerThatIsNotThereIsSaidToBeNone() {
        assertEquals(List.of(), css.endpoints());
        assertEquals(List.of(), css.timelines());
        assertRefused(404, "There is no endpoint 'ts'", () -> css.disable("ts"));
        assertRefused(404, "There is no endpoint 'te'", () -> css.enable("te"));
        assertRefused(404, "section dvbcssWallClock", css::wallClock);
        connect();
        css.ts = null;
        assertRefused(404, "There is no endpoint 'ts'", () -> css.disable("ts"));
        assertEquals(1, css.endpoints().size());
    }

    @Test
    public void theWallClockTellsWhatItWasAsked() throws Exception {
        WallClockServer server = new WallClockServer(
                new FakeFramework().context(),
                television.wallClock,
                Configs.of(WallClockServer.Config.class, Map.of("precisionInSec", 0.5)));
        css.wallClock = server;

        WallClockServer.Status status = css.wallClock();

        assertEquals(6677, status.port());
        assertEquals(0.5, status.precisionInSec(), 0);
        assertTrue(Json.write(status), Json.write(status).contains("\"answered\":0"));
        css.wallClock = null;
        assertRefused(404, "wall clock", css::wallClock);
    }

    @Test
    public void aWallClockThatMustNotListenSaysWhy() throws Exception {
        css.wallClock = new WallClockServer(
                new FakeFramework().context(),
                television.wallClock,
                Configs.of(WallClockServer.Config.class, Map.of("host", "0.0.0.0")));
        assertRefused(404, "allowPublicWithoutAuthentication is false", css::wallClock);
    }

    @Test
    public void whatChangesSomethingOrShowsClientsIsForAdministrators() {
        Set<String> restricted = new TreeSet<>();
        Set<String> open = new TreeSet<>();
        for (Method method : CssProvider.class.getMethods()) {
            if (method.isAnnotationPresent(RpcMethod.class)) {
                (method.isAnnotationPresent(RequiresRole.class) ? restricted : open).add(method.getName());
            }
        }
        assertEquals(Set.of("set", "unset", "enable", "disable", "clients"), restricted);
        assertEquals(Set.of("state", "timelines", "endpoints", "wallClock"), open);
    }
}
