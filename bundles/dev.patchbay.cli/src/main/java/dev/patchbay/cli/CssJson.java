package dev.patchbay.cli;

import dev.patchbay.dvbcss.CiiProperty;
import dev.patchbay.json.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One line of JSON each time. */
record CssJson(Console console) implements CssPrinter {

    @Override
    public boolean print(CssSnapshot snapshot) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("time", Instant.now().toString());
        line.put(
                "contentId",
                snapshot.state().get(CiiProperty.CONTENT_ID).toOptional().orElse(null));
        line.put("contentIdStatus", dashAsNull(snapshot.contentIdStatus()));
        line.put(
                "presentationStatus",
                snapshot.state().get(CiiProperty.PRESENTATION_STATUS).orElse(List.of()));
        line.put("wallClock", wallClock(snapshot));
        line.put(
                "timelines",
                snapshot.timelines().stream().map(CssJson::timeline).toList());
        console.out().println(Json.write(line));
        return !console.out().checkError();
    }

    @Override
    public void say(String sentence) {
        console.say(sentence);
    }

    private static Map<String, @Nullable Object> wallClock(CssSnapshot snapshot) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("url", snapshot.state().get(CiiProperty.WC_URL).toOptional().orElse(null));
        members.put("ticks", snapshot.wallClockTicks());
        members.put("dispersionInSec", snapshot.dispersionInSec());
        members.put("rttInSec", snapshot.rttInSec());
        return members;
    }

    private static Map<String, @Nullable Object> timeline(CssSnapshot.Timeline timeline) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("selector", timeline.selector());
        members.put("available", timeline.isAvailable());
        members.put("state", timeline.state());
        members.put("ticks", timeline.ticks());
        members.put("positionInSec", timeline.positionInSec());
        members.put("speed", timeline.speed());
        return members;
    }

    private static @Nullable String dashAsNull(String text) {
        return text.equals("-") ? null : text;
    }
}
