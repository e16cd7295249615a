package dev.patchbay.process.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the names of the events and the lines of output. */
final class RecordingAnnouncer implements Announcer {

    final List<String> events = new CopyOnWriteArrayList<>();
    final List<String> output = new CopyOnWriteArrayList<>();

    @Override
    public void announce(String event, Map<String, ?> properties) {
        events.add(event);
    }

    @Override
    public void output(String name, String stream, List<String> lines, Instant time) {
        lines.forEach(line -> output.add(stream + " " + line));
    }
}
