package dev.patchbay.commandlog.internal;

import dev.patchbay.module.spi.CommandLog.Entry;
import java.util.ArrayList;
import java.util.List;

/** Remembers what was written, and fails as long as it is told to. */
final class RecordingStore implements Store {

    private final Store inner;
    private final List<Entry> written = new ArrayList<>();
    private int failures;
    volatile StoreException failure;

    /** @param inner where entries really go; null for nowhere */
    RecordingStore(Store inner) {
        this.inner = inner;
    }

    @Override
    public void write(List<Entry> entries) throws StoreException {
        try {
            if (failure != null) {
                throw failure;
            }
            if (inner != null) {
                inner.write(entries);
            }
        } catch (StoreException e) {
            count();
            throw e;
        }
        add(entries);
    }

    private synchronized void count() {
        failures++;
    }

    private synchronized void add(List<Entry> entries) {
        written.addAll(entries);
    }

    synchronized int failures() {
        return failures;
    }

    synchronized List<Entry> written() {
        return List.copyOf(written);
    }
}
