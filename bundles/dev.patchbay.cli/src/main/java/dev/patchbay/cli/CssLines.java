package dev.patchbay.cli;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** New lines each time: what is on when that changed, the wall clock, and each timeline, in columns. */
final class CssLines implements CssPrinter {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private final Console console;
    private String content = "";
    private int selectorWidth = "wall clock".length();

    CssLines(Console console) {
        this.console = console;
    }

    @Override
    public boolean print(CssSnapshot snapshot) {
        for (CssSnapshot.Timeline timeline : snapshot.timelines()) {
            selectorWidth = Math.max(selectorWidth, timeline.selector().length());
        }
        String time = LocalTime.now().format(TIME);
        String now = CssText.content(snapshot);
        if (!now.equals(content)) {
            content = now;
            line(time, "content", now);
        }
        line(time, "wall clock", CssText.wallClock(snapshot));
        snapshot.timelines().forEach(timeline -> line(time, CssText.cells(timeline)));
        return !console.out().checkError();
    }

    @Override
    public void say(String sentence) {
        console.say(sentence);
    }

    private void line(String time, List<String> cells) {
        String columns = String.format(
                Locale.ROOT, "%15s  %13s  %5s  %s", cells.get(1), cells.get(2), cells.get(3), cells.get(4));
        line(time, cells.get(0), columns);
    }

    private void line(String time, String what, String rest) {
        console.out().println(time + "  " + what + " ".repeat(selectorWidth - what.length()) + "  " + rest);
    }
}
