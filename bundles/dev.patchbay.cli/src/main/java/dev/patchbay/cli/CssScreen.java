package dev.patchbay.cli;

import java.util.ArrayList;
import java.util.List;

/** The same lines on a terminal, refreshed in place. */
final class CssScreen implements CssPrinter {

    private static final String UP = "\u001b[%dA";
    private static final String CLEAR_BELOW = "\u001b[J";
    private static final List<String> HEADING = List.of("TIMELINE", "TICKS", "POSITION", "SPEED", "STATE");

    private final Console console;
    private int shownLines;

    CssScreen(Console console) {
        this.console = console;
    }

    @Override
    public boolean print(CssSnapshot snapshot) {
        List<String> lines = lines(snapshot);
        console.out().print(erase() + String.join("\n", lines) + "\n");
        console.out().flush();
        shownLines = lines.size();
        return !console.out().checkError();
    }

    /** Stays above what is refreshed. */
    @Override
    public void say(String sentence) {
        console.out().print(erase());
        console.out().flush();
        shownLines = 0;
        console.say(sentence);
    }

    private static List<String> lines(CssSnapshot snapshot) {
        Table table = new Table(HEADING);
        snapshot.timelines().forEach(timeline -> table.add(CssText.cells(timeline)));
        List<String> lines = new ArrayList<>();
        lines.add("content     " + CssText.content(snapshot));
        lines.add("wall clock  " + CssText.wallClock(snapshot));
        lines.addAll(table.lines());
        return lines;
    }

    private String erase() {
        return shownLines == 0 ? "" : String.format(UP, shownLines) + CLEAR_BELOW;
    }
}
