package dev.patchbay.process.internal;

import static org.awaitility.Awaitility.await;

import dev.patchbay.process.ProcessListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is told, one word or line each. */
final class RecordingListener implements ProcessListener {

    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void onStarted(long pid) {
        calls.add("started");
    }

    @Override
    public void onReady() {
        calls.add("ready");
    }

    @Override
    public void onLine(Stream stream, String line, Instant time) {
        lines.add(line);
        calls.add(stream + " " + line);
    }

    @Override
    public void onEnded(int exitStatus, boolean willRestart) {
        calls.add("ended " + exitStatus + (willRestart ? " again" : ""));
    }

    @Override
    public void onGivenUp(String problem) {
        calls.add("given up");
    }

    @Override
    public void onFinished() {
        calls.add("finished");
    }

    void awaitCall(String call) {
        await().atMost(Duration.ofSeconds(20)).until(() -> calls.contains(call));
    }

    /** Waits for so many lines and returns them. */
    List<String> awaitLines(int count) {
        await().atMost(Duration.ofSeconds(20)).until(() -> lines.size() >= count);
        return new ArrayList<>(lines);
    }

    /** Waits for that many process ids, each on a line of its own. */
    List<ProcessHandle> awaitPids(int count) {
        return awaitLines(count).stream()
                .map(line -> ProcessHandle.of(Long.parseLong(line.strip())).orElseThrow())
                .toList();
    }
}
