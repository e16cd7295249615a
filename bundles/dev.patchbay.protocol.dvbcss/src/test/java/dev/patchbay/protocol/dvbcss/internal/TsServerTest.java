package dev.patchbay.protocol.dvbcss.internal;

import static dev.patchbay.protocol.dvbcss.internal.Television.CONTENT;
import static dev.patchbay.protocol.dvbcss.internal.Television.assertTold;
import static dev.patchbay.protocol.dvbcss.internal.Television.assertUnavailable;
import static dev.patchbay.protocol.dvbcss.internal.Television.timestamp;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dvbcss.AptEptLpt;
import dev.patchbay.dvbcss.CiiProperty;
import dev.patchbay.dvbcss.ControlTimestamp;
import dev.patchbay.dvbcss.PresentationTimestamp;
import dev.patchbay.dvbcss.SetupData;
import dev.patchbay.dvbcss.TimelineClient;
import dev.patchbay.dvbcss.spi.FixedTimelineSource;
import dev.patchbay.dvbcss.spi.TimelineClientListener;
import dev.patchbay.endpoint.CloseCode;
import dev.patchbay.endpoint.EndpointSettings;
import dev.patchbay.endpoint.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Test;

public class TsServerTest {

    private static final String PTS = "urn:dvb:css:timeline:pts";
    private static final String OTHER = "urn:other";
    private static final ControlTimestamp HERE = ControlTimestamp.at(270_000, 9_000_000_000L, 1);
    private static final ControlTimestamp THERE = ControlTimestamp.at(540_000, 9_000_000_000L, 1);
    private static final String AEL = "{\"earliest\":{\"contentTime\":\"1\",\"wallClockTime\":\"minusinfinity\"},"
            + "\"latest\":{\"contentTime\":\"2\",\"wallClockTime\":\"plusinfinity\"}}";

    private final Television television = new Television(Map.of("maxConnections", 10));

    @After
    public void end() {
        television.close();
    }

    @Test
    public void itAnswersAtItsPathWithoutIdleTimeOrPingsForAnyOrigin() {
        FakeFramework framework = television.framework;
        assertSame(television.server, framework.service());
        assertEquals("/ts", framework.property(EndpointSettings.PATH));
        assertEquals("ts", framework.property("patchbay.endpoint.name"));
        assertEquals(10, framework.property("patchbay.endpoint.maxConnections"));
        assertEquals(1 << 20, framework.property("patchbay.endpoint.maxMessageBytes"));
        assertEquals(0L, framework.property("patchbay.endpoint.idleTimeoutInMs"));
        assertEquals(0L, framework.property("patchbay.endpoint.pingIntervalInMs"));
        assertEquals("*", ((String[]) framework.property("patchbay.endpoint.origins"))[0]);
    }

    @Test
    public void nothingIsSaidBeforeTheSetup() throws Exception {
        television.offer(new FixedTimelineSource(PTS, HERE));
        FakeConnection client = television.connect();

        television.server.updateAllClients();

        television.assertSilent(client);
        assertEquals(List.of(), television.server.clients());
    }

    @Test
    public void afterTheSetupItIsToldAtOnce() throws Exception {
        television.offer(new FixedTimelineSource(PTS, HERE));

        FakeConnection client = television.follow(PTS);

        assertEquals(
                "{\"contentTime\":\"270000\",\"wallClockTime\":\"9000000000\",\"timelineSpeedMultiplier\":1.0}",
                client.next());
        television.assertSilent(client);
        assertEquals(
                List.of(new TimelineClient(client.id(), SetupData.of(CONTENT, PTS), HERE, null)),
                television.server.clients());
    }

    @Test
    public void aTimelineThatNobodyKnowsIsUnavailableAtTheWallClocksTime() throws Exception {
        television.offer(new FixedTimelineSource(OTHER, HERE));
        long before = television.clock().ticks();

        ControlTimestamp told = timestamp(television.follow(PTS));

        assertFalse(told.isAvailable());
        assertTrue(before <= told.wallClockTime());
        assertTrue(told.wallClockTime() <= television.clock().ticks());
    }

    @Test
    public void setUpBeforeTheTimelineExistsItIsToldAsSoonAsThatDoes() throws Exception {
        FakeConnection client = television.follow(PTS);
        assertUnavailable(client);

        television.offer(new FixedTimelineSource(PTS, HERE));

        assertTold(client, HERE);
    }

    @Test
    public void whenTheTimelineLeavesItIsToldAtOnceAndWhenItComesBackAgain() throws Exception {
        FixedTimelineSource source = new FixedTimelineSource(PTS, HERE);
        television.offer(source);
        FakeConnection client = television.follow(PTS);
        assertTold(client, HERE);

        television.takeBack(source);
        assertUnavailable(client);
        television.offer(source);
        assertTold(client, HERE);
    }

    @Test
    public void aStemMatchesWhatBeginsWithItAndNothingElse() throws Exception {
        television.offer(new FixedTimelineSource(PTS, HERE));

        assertTold(television.follow("", PTS), HERE);
        assertTold(television.follow("dvb://", PTS), HERE);
        assertTold(television.follow(CONTENT, PTS), HERE);
        assertUnavailable(television.follow(CONTENT + "5", PTS));
        assertUnavailable(television.follow("DVB://", PTS));
        assertUnavailable(television.follow("1.2.3", PTS));
        assertUnavailable(television.follow("dvb://1.2.3%3B4", PTS));
    }

    @Test
    public void whenSomethingElseIsOnItsFollowersAreToldWithoutFurtherAsking() throws Exception {
        television.offer(new FixedTimelineSource(PTS, HERE));
        FakeConnection of = television.follow(PTS);
        FakeConnection ofAnything = television.follow("", PTS);
        assertTold(of, HERE);
        assertTold(ofAnything, HERE);

        television.content.change(state -> state.with(CiiProperty.CONTENT_ID, "dvb://9"));
        assertUnavailable(of);
        television.assertSilent(ofAnything);
        television.content.change(state -> state.withNone(CiiProperty.CONTENT_ID));
        assertUnavailable(ofAnything);
        television.assertSilent(of);
        television.content.change(state -> state.without(CiiProperty.CONTENT_ID));
        television.assertSilent(ofAnything);
        television.content.change(state -> state.with(CiiProperty.CONTENT_ID, CONTENT));
        assertTold(of, HERE);
        assertTold(ofAnything, HERE);
    }

    @Test
    public void onlyWhatIsAnotherThanBeforeIsTold() throws Exception {
        FixedTimelineSource source = new FixedTimelineSource(PTS, ControlTimestamp.unavailable(1));
        television.offer(source);
        FakeConnection client = television.follow(PTS);
        assertTold(client, ControlTimestamp.unavailable(1));

        source.set(ControlTimestamp.unavailable(2));
        television.assertSilent(client);
        source.set(HERE);
        assertTold(client, HERE);
        source.set(ControlTimestamp.at(270_000, 9_000_000_000L, 1.0));
        television.assertSilent(client);
        for (ControlTimestamp other : List.of(
                ControlTimestamp.at(270_001, 9_000_000_000L, 1),
                ControlTimestamp.at(270_001, 9_000_000_001L, 1),
                ControlTimestamp.at(270_001, 9_000_000_001L, 0),
                ControlTimestamp.at(270_001, 9_000_000_001L, -2),
                ControlTimestamp.at(-5, 9_000_000_001L, -2),
                ControlTimestamp.unavailable(9_000_000_001L),
                ControlTimestamp.at(-5, 9_000_000_001L, -2))) {
            source.set(other);
            assertTold(client, other);
        }
        television.server.updateAllClients();
        television.assertSilent(client);
    }

    @Test
    public void aSourceThatIsNotReadyKeepsItsFollowersWaiting() throws Exception {
        FixedTimelineSource source = new FixedTimelineSource(PTS, null);
        television.offer(source);
        FakeConnection client = television.follow(PTS);
        television.assertSilent(client);
        assertNull(television.server.clients().get(0).controlTimestamp());

        source.set(HERE);
        assertTold(client, HERE);
        source.set(null); // does not know any more: they keep what they know
        television.assertSilent(client);
    }

    @Test
    public void theHighestRankedSourceThatHasAValueAnswersTheNewestOfEquals() throws Exception {
        FixedTimelineSource low = new FixedTimelineSource(PTS, ControlTimestamp.at(1, 1, 1));
        FixedTimelineSource high = new FixedTimelineSource(PTS, ControlTimestamp.at(2, 2, 1));
        FixedTimelineSource highAndNewer = new FixedTimelineSource(PTS, ControlTimestamp.at(3, 3, 1));
        television.offer(high, 5);
        television.offer(low, 1);
        FakeConnection client = television.follow(PTS);
        assertTold(client, ControlTimestamp.at(2, 2, 1));

        television.offer(highAndNewer, 5);
        assertTold(client, ControlTimestamp.at(3, 3, 1));
        highAndNewer.set(null); // hides nobody who knows
        assertTold(client, ControlTimestamp.at(2, 2, 1));
        television.rank(low, 9);
        assertTold(client, ControlTimestamp.at(1, 1, 1));
        television.takeBack(low);
        assertTold(client, ControlTimestamp.at(2, 2, 1));
        high.set(ControlTimestamp.unavailable(7)); // knows that there is nothing
        assertTold(client, ControlTimestamp.unavailable(7));
    }

    @Test
    public void sourcesAreToldOnceWhatIsNeededAndOnceWhatIsNot() throws Exception {
        RecordingSource source = RecordingSource.at(PTS, HERE);
        television.offer(source);
        FakeConnection first = television.follow(PTS);
        FakeConnection second = television.follow(PTS);
        FakeConnection third = television.follow(OTHER);
        television.settle();
        assertEquals(List.of("attach", "needed " + PTS, "needed " + OTHER), source.notes());

        first.close(CloseCode.NORMAL, "");
        television.settle();
        assertEquals(3, source.notes().size());
        second.lose();
        third.lose();
        television.settle();
        assertEquals(
                List.of("not needed " + PTS, "not needed " + OTHER),
                source.notes().subList(3, 5));
        television.follow(PTS);
        television.settle();
        assertEquals("needed " + PTS, source.notes().get(5));
        assertEquals(6, source.notes().size());
    }

    @Test
    public void aSourceThatComesLateIsToldWhatIsInUseAndWhenItLeavesThatItIsNotNeeded() throws Exception {
        television.follow(PTS);
        television.follow(OTHER);
        television.follow(PTS);
        RecordingSource source = RecordingSource.at(PTS, HERE);

        television.offer(source);
        television.settle();
        television.takeBack(source);

        assertEquals(
                List.of(
                        "attach",
                        "needed " + PTS,
                        "needed " + OTHER,
                        "not needed " + PTS,
                        "not needed " + OTHER,
                        "detach"),
                source.notes());
        int asked = source.asked();
        television.server.updateAllClients();
        television.settle();
        assertEquals("Whoever has left is not asked", asked, source.asked());
    }

    @Test
    public void eachTimelineIsAskedForOnceWhateverTheNumberOfClients() throws Exception {
        RecordingSource source = RecordingSource.at(PTS, HERE);
        television.offer(source);
        List<FakeConnection> clients = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            FakeConnection client = television.follow(i % 2 == 0 ? "" : CONTENT, PTS);
            assertTold(client, HERE);
            clients.add(client);
        }
        television.settle();
        int before = source.asked();
        source.answer(selector -> THERE);

        television.server.updateAllClients();
        television.settle();

        assertEquals(before + 1, source.asked());
        Message told = clients.get(0).nextMessage();
        for (FakeConnection client : clients.subList(1, clients.size())) {
            assertSame("Encoded once", told, client.nextMessage());
        }
        assertEquals("ts", told.replaces());
    }

    @Test
    public void aTimelineOfWhatIsNotOnIsNotAskedFor() throws Exception {
        RecordingSource source = RecordingSource.at(PTS, HERE);
        television.offer(source);
        assertUnavailable(television.follow("dvb://9", PTS));
        television.server.updateAllClients();
        television.settle();
        assertEquals(0, source.asked());
        assertEquals(List.of("attach", "needed " + PTS), source.notes());
    }

    @Test
    public void aSecondSetupIsIgnored() throws Exception {
        television.offer(new FixedTimelineSource(PTS, HERE));
        RecordingSource other = RecordingSource.at(OTHER, THERE);
        television.offer(other);
        FakeConnection client = television.follow(PTS);
        assertTold(client, HERE);

        client.say("{\"contentIdStem\":\"\",\"timelineSelector\":\"" + OTHER + "\"}");

        television.assertSilent(client);
        assertTrue(client.isOpen());
        assertEquals(PTS, television.server.clients().get(0).setup().timelineSelector());
        assertEquals(0, other.asked());
    }

    @Test
    public void whatClientsSayIsKeptAndListenersAreTold() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        TimelineClientListener listener = new TimelineClientListener() {
            @Override
            public void onSetup(TimelineClient client) {
                heard.add("setup " + client.setup().timelineSelector() + " " + client.controlTimestamp());
            }

            @Override
            public void onPresentationTimestamps(TimelineClient client, AptEptLpt timestamps) {
                heard.add("said " + timestamps.latest().wallClockTime());
                heard.add("keeps it: " + timestamps.equals(client.presentationTimestamps()));
            }

            @Override
            public void onLeave(TimelineClient client) {
                heard.add("leave " + client.controlTimestamp());
            }
        };
        television.server.addListener(new TimelineClientListener() {
            @Override
            public void onSetup(TimelineClient client) {
                throw new IllegalStateException("on purpose");
            }
        });
        television.server.addListener(listener);
        television.offer(new FixedTimelineSource(PTS, HERE));
        FakeConnection silent = television.connect();
        FakeConnection client = television.follow(PTS);
        assertTold(client, HERE);
        assertEquals("setup " + PTS + " null", heard.poll(10, TimeUnit.SECONDS));

        client.say(AEL);
        assertEquals("said " + PresentationTimestamp.PLUS_INFINITY, heard.poll(10, TimeUnit.SECONDS));
        assertEquals("keeps it: true", heard.poll(10, TimeUnit.SECONDS));
        assertEquals(
                1,
                television
                        .server
                        .clients()
                        .get(0)
                        .presentationTimestamps()
                        .earliest()
                        .contentTime());
        client.assertSilent();
        client.lose();
        assertEquals("leave " + HERE, heard.poll(10, TimeUnit.SECONDS));
        silent.lose();
        television.server.removeListener(listener);
        television.follow(PTS);
        television.settle();
        assertEquals(List.of(), List.copyOf(heard));
    }

    @Test
    public void presentationTimestampsAreTakenInEveryFormAndQuietlyRefusedInAnyOther() throws Exception {
        FakeConnection client = television.follow(PTS);
        client.next();
        String point = "{\"contentTime\":\"-7\",\"wallClockTime\":\"0\"}";
        String pair = "\"earliest\":" + point + ",\"latest\":" + point;
        for (String good : List.of(
                AEL, "{" + pair + "}", "{\"actual\":" + point + "," + pair + "}", "{\"extra\":[1]," + pair + "}")) {
            client.say(good);
        }
        AptEptLpt last = television.server.clients().get(0).presentationTimestamps();
        assertEquals(-7, last.earliest().contentTime());
        for (String integer :
                List.of("\"01\"", "\"-0\"", "1", "\"5.0\"", "\"+1\"", "\"\"", "null", "\"minusinfinity\"")) {
            String bad = "{\"contentTime\":" + integer + ",\"wallClockTime\":\"99\"}";
            client.say("{\"earliest\":" + bad + ",\"latest\":" + point + "}");
            client.say("{\"earliest\":" + point + ",\"latest\":" + bad + "}");
        }
        client.say("{\"earliest\":" + point + "}");
        client.say("{\"earliest\":[],\"latest\":5}");

        assertTrue(client.isOpen());
        assertSame(last, television.server.clients().get(0).presentationTimestamps());
        television.assertSilent(client);
    }

    @Test
    public void settingsChangeWithoutDroppingClients() throws Exception {
        FakeConnection client = television.follow(PTS);
        client.next();

        television.server.modified(
                Configs.of(TsServer.Config.class, Map.of("maxConnections", 3, "pingIntervalInMs", 1_000L)));

        assertTrue(client.isOpen());
        assertEquals(3, television.framework.property("patchbay.endpoint.maxConnections"));
        assertEquals(1_000L, television.framework.property("patchbay.endpoint.pingIntervalInMs"));
        television.server.modified(Configs.of(TsServer.Config.class, Map.of("path", "ts")));
        assertEquals("/ts", television.framework.property(EndpointSettings.PATH));
        television.server.modified(Configs.of(TsServer.Config.class, Map.of("enabled", false)));
        assertEquals(CloseCode.GOING_AWAY, client.closeCode());
    }

    @Test
    public void whenItEndsSourcesAreReleasedAndClientsClosed() throws Exception {
        RecordingSource source = RecordingSource.at(PTS, HERE);
        television.offer(source);
        FakeConnection client = television.follow(PTS);
        client.next();

        television.close();

        assertEquals(CloseCode.GOING_AWAY, client.closeCode());
        assertEquals(List.of("attach", "needed " + PTS, "not needed " + PTS, "detach"), source.notes());
        television.takeBack(source); // as the framework does afterwards
        television.server.updateAllClients();
        assertEquals(4, source.notes().size());
    }
}
