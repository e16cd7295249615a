package dev.patchbay.dvbcss;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants to follow: a timeline, of something that is on (ETSI TS 103 286-2 §5.7.3). Immutable.
 *
 * @param contentIdStem what the content id has to begin with; empty for whatever is on
 * @param timelineSelector the timeline; see {@link Timelines}
 * @param privateData plain types in objects that have a {@code type} each; empty when there is none
 */
public record SetupData(
        String contentIdStem, String timelineSelector, List<Map<String, @Nullable Object>> privateData) {

    private static final String STEM = "contentIdStem";
    private static final Place PLACE = Place.of("setup data");

    /** @throws IllegalArgumentException when half a character is in a text, or the private data is none */
    public SetupData {
        Texts.whole(contentIdStem, PLACE.member(STEM));
        Texts.whole(timelineSelector, PLACE.member(TimelineOption.SELECTOR));
        privateData = PrivateData.copy(privateData, PLACE.member(PrivateData.KEY));
    }

    /** One without private data. */
    public static SetupData of(String contentIdStem, String timelineSelector) {
        return new SetupData(contentIdStem, timelineSelector, List.of());
    }

    Map<String, Object> toPlain() {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put(STEM, contentIdStem);
        plain.put(TimelineOption.SELECTOR, timelineSelector);
        if (!privateData.isEmpty()) {
            plain.put(PrivateData.KEY, privateData);
        }
        return plain;
    }

    static SetupData parse(String text) throws MalformedMessageException {
        Members members = Members.parse(text, PLACE);
        String stem = members.text(STEM);
        String selector = members.text(TimelineOption.SELECTOR);
        try {
            return new SetupData(stem, selector, members.privateData());
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException(e);
        }
    }
}
