package dev.patchbay.protocol.dvbcss.internal;

import static dev.patchbay.dvbcss.CiiProperty.CONTENT_ID;
import static dev.patchbay.dvbcss.CiiProperty.MRS_URL;
import static dev.patchbay.dvbcss.CiiProperty.PROTOCOL_VERSION;
import static dev.patchbay.dvbcss.CiiProperty.WC_URL;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dvbcss.CiiMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class ContentStateTest {

    private static ContentState state(String initial) {
        return new ContentState(config(initial));
    }

    private static DvbCssConfig config(String initial) {
        return Configs.of(DvbCssConfig.class, Map.of("initial", initial));
    }

    /** Notes what it is told. */
    private static final class Notes implements ContentState.Audience {

        private final List<String> notes = new ArrayList<>();

        @Override
        public void tell(boolean onlyDifferences, boolean evenIfEmpty) {
            notes.add("tell " + onlyDifferences + " " + evenIfEmpty);
        }

        @Override
        public void contentIdChanged() {
            notes.add("other content");
        }
    }

    @Test
    public void withoutSettingsItIsTheVersionOfTheProtocol() {
        assertEquals(CiiMessage.initial(), state("").state());
        assertEquals(CiiMessage.initial(), state(" ").state());
        assertEquals(CiiMessage.initial(), state("{}").state());
    }

    @Test
    public void theSettingsSayWhatIsOnAtFirst() {
        CiiMessage state = state("{\"contentId\": \"dvb://1\", \"wcUrl\": \"udp://{{host}}:6677\", \"mrsUrl\": null}")
                .state();
        assertEquals("1.1", state.get(PROTOCOL_VERSION).value());
        assertEquals("dvb://1", state.get(CONTENT_ID).value());
        assertEquals("udp://{{host}}:6677", state.get(WC_URL).value());
        assertTrue(state.get(MRS_URL).isNone());
    }

    @Test
    public void whatIsWrongInTheSettingsIsSaidInASentence() {
        assertFault("{\"contentID\": \"dvb://1\"}", "Expected the keys of a CII message [protocolVersion,");
        assertFault("{\"contentID\": \"dvb://1\"}", "got [contentID]");
        assertFault("{\"contentId\": 5}", "contentId");
        assertFault("{\"contentIdStatus\": \"maybe\"}", "contentIdStatus");
        assertFault("{\"timelines\": [{}]}", "timelines");
        assertFault("[]", "CII message");
        assertFault("{", "line 1");
    }

    private static void assertFault(String initial, String part) {
        String fault = assertThrows(initial, IllegalArgumentException.class, () -> state(initial))
                .getMessage();
        assertTrue(fault, fault.startsWith("In 'initial' of section 'dvbcss': "));
        assertTrue(fault, fault.contains(part));
    }

    @Test
    public void changedSettingsChangeOnlyWhatIsAnotherThereAndTellEverybody() {
        ContentState content = state("{\"contentId\": \"dvb://1\", \"mrsUrl\": \"http://a\"}");
        content.change(state -> state.with(CONTENT_ID, "dvb://of-a-program"));
        Notes notes = new Notes();
        content.add(notes);

        content.modified(config("{\"contentId\": \"dvb://1\", \"mrsUrl\": \"http://b\"}"));

        assertEquals("dvb://of-a-program", content.state().get(CONTENT_ID).value());
        assertEquals("http://b", content.state().get(MRS_URL).value());
        assertEquals(List.of("tell true false"), notes.notes);
    }

    @Test
    public void changedSettingsThatAreWrongChangeNothing() {
        ContentState content = state("{\"contentId\": \"dvb://1\"}");
        Notes notes = new Notes();
        content.add(notes);

        content.modified(config("{\"contentId\": 5}"));

        assertEquals("dvb://1", content.state().get(CONTENT_ID).value());
        assertEquals(List.of(), notes.notes);
    }

    @Test
    public void onlyAnotherContentIdIsToldAtOnce() {
        ContentState content = state("");
        Notes notes = new Notes();
        content.add(notes);

        content.change(state -> state.with(MRS_URL, "http://a"));
        content.change(state -> state.without(CONTENT_ID));
        assertEquals(List.of(), notes.notes);
        content.change(state -> state.withNone(CONTENT_ID));
        content.change(state -> state.with(CONTENT_ID, "dvb://1"));
        content.change(state -> state.with(CONTENT_ID, "dvb://1"));
        assertEquals(List.of("other content", "other content"), notes.notes);
        content.updateClients(false, true);
        assertEquals("tell false true", notes.notes.get(2));
        content.remove(notes);
        content.updateClients();
        assertEquals(3, notes.notes.size());
    }

    @Test
    public void aChangeThatThrowsChangesNothing() {
        ContentState content = state("");
        assertThrows(
                IllegalArgumentException.class, () -> content.change(state -> state.with(PROTOCOL_VERSION, "2.0")));
        assertEquals(CiiMessage.initial(), content.state());
    }
}
