package dev.patchbay.dvbcss.client;

import static org.junit.Assert.assertTrue;

import dev.patchbay.dvbcss.CiiMessage;
import dev.patchbay.dvbcss.CiiProperty;
import dev.patchbay.dvbcss.ControlTimestamp;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Writes down what a listener hears, one line each. */
final class Heard implements CiiListener, TsListener, TelevisionListener {

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    String next() throws InterruptedException {
        String line = lines.poll(10, TimeUnit.SECONDS);
        return line == null ? "nothing" : line;
    }

    void expect(String... expected) throws InterruptedException {
        for (String beginning : expected) {
            String line = next();
            assertTrue("Expected " + beginning + ", got " + line, line.startsWith(beginning));
        }
    }

    /** Passes over others. */
    void await(String beginning) throws InterruptedException {
        StringBuilder passed = new StringBuilder();
        for (String line = next(); !line.startsWith(beginning); line = next()) {
            passed.append(line).append('\n');
            assertTrue("Expected " + beginning + ", got " + passed, !line.equals("nothing"));
        }
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    @Override
    public void onOpen() {
        lines.add("open");
    }

    @Override
    public void onClosed(int code, String reason) {
        lines.add("closed " + code + " " + reason);
    }

    @Override
    public void onRefused(int httpStatus) {
        lines.add("refused " + httpStatus);
    }

    @Override
    public void onUnreachable(IOException fault) {
        lines.add("unreachable " + fault);
    }

    @Override
    public void onMalformed(String message, String problem) {
        lines.add("malformed " + message + ": " + problem);
    }

    @Override
    public void onChange(CiiMessage before, CiiMessage now, Set<CiiProperty<?>> changed) {
        lines.add("change " + changed.stream().map(CiiProperty::wireName).toList());
    }

    @Override
    public void onState(CiiMessage state) {
        lines.add("state " + state.get(CiiProperty.CONTENT_ID));
    }

    @Override
    public void onControlTimestamp(ControlTimestamp timestamp, boolean isClockChanged) {
        lines.add(
                "timestamp " + timestamp.contentTime() + " " + timestamp.speed() + (isClockChanged ? " set" : " kept"));
    }

    @Override
    public void onConnected() {
        lines.add("connected");
    }

    @Override
    public void onTimelineAdded(RemoteTimeline timeline) {
        lines.add("added " + timeline.selector());
    }

    @Override
    public void onTimelineRemoved(RemoteTimeline timeline) {
        lines.add("removed " + timeline.selector());
    }

    @Override
    public void onTimelineChanged(RemoteTimeline timeline) {
        lines.add("moved " + timeline.selector());
    }

    @Override
    public void onProblem(Problem problem) {
        lines.add("problem " + problem.source() + " " + problem.kind() + " " + problem.sentence());
    }
}
