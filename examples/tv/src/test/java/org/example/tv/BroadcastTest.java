package org.example.tv;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dvbcss.CiiMessage;
import dev.patchbay.dvbcss.CiiProperty;
import dev.patchbay.dvbcss.ContentIdStatus;
import dev.patchbay.dvbcss.ContentInformation;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.Test;

public class BroadcastTest {

    private final FakeAlarm alarm = new FakeAlarm();
    private final Television tv = new Television(new FakeClock(), alarm);
    private final FakeContent content = new FakeContent();
    private final Broadcast broadcast = new Broadcast(tv, content, new Settings());

    @Test
    public void saysWhatIsOnAndWhereToGo() {
        CiiMessage state = content.state();
        assertEquals("1.1", state.get(CiiProperty.PROTOCOL_VERSION).value());
        assertEquals(
                "dvb://233a.1004.1044;363a~20130218T0915Z--PT00H45M",
                state.get(CiiProperty.CONTENT_ID).value());
        assertEquals(
                ContentIdStatus.FINAL, state.get(CiiProperty.CONTENT_ID_STATUS).value());
        assertEquals(List.of("okay"), state.get(CiiProperty.PRESENTATION_STATUS).value());
        assertEquals("udp://{{host}}:6677", state.get(CiiProperty.WC_URL).value());
        assertEquals("ws://{{host}}:{{port}}/ts", state.get(CiiProperty.TS_URL).value());
        assertEquals(
                List.of("urn:dvb:css:timeline:pts 90000.0", "urn:dvb:css:timeline:temi:1:1 50.0"),
                state.get(CiiProperty.TIMELINES).value().stream()
                        .map(option -> option.selector() + " " + option.tickRate())
                        .toList());
        assertEquals(
                "Harbour at Nine", state.get(CiiProperty.PRIVATE).value().get(0).get("title"));
        assertTrue("told", content.told > 0);
    }

    @Test
    public void aProgrammeIsTransitioningAndThenOkay() {
        content.statuses.clear();
        tv.next();
        assertEquals(
                Programme.ALL.get(1).contentId(),
                content.state().get(CiiProperty.CONTENT_ID).value());
        alarm.ring();
        tv.pause();
        assertEquals(List.of("transitioning", "okay", "okay"), content.statuses);
    }

    @Test
    public void nothingIsOnWhenItLeaves() {
        broadcast.deactivate();
        assertTrue(content.state().get(CiiProperty.CONTENT_ID).isNone());
        assertTrue(content.state().get(CiiProperty.TIMELINES).isNone());
        int told = content.told;
        tv.next();
        assertEquals("it does not listen any more", told, content.told);
    }

    /** Keeps the state, and what it was whenever the clients were to be told. */
    private static final class FakeContent implements ContentInformation {

        private CiiMessage state = CiiMessage.initial();
        private int told;
        private final List<String> statuses = new ArrayList<>();

        @Override
        public CiiMessage state() {
            return state;
        }

        @Override
        public void change(UnaryOperator<CiiMessage> change) {
            state = change.apply(state);
        }

        @Override
        public void updateClients(boolean onlyDifferences, boolean evenIfEmpty) {
            told++;
            statuses.addAll(state.get(CiiProperty.PRESENTATION_STATUS).value());
        }
    }

    private static final class Settings implements Broadcast.Config {

        @Override
        public String wcUrl() {
            return "udp://{{host}}:6677";
        }

        @Override
        public String tsUrl() {
            return "ws://{{host}}:{{port}}/ts";
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return Broadcast.Config.class;
        }
    }
}
