package dev.patchbay.job.internal;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The jobs that wait for the very same resources, in the order of their coming: only the first of them can be next. */
final class Contest {

    private Collection<String> resources;
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private int overtaken;

    Contest(Collection<String> resources) {
        this.resources = resources;
    }

    /** @param order of its coming among all that wait */
    record Entry(LiveJob job, long order) {}

    Collection<String> resources() {
        return resources;
    }

    void rename(Collection<String> next) {
        resources = next;
    }

    void add(Entry entry) {
        waiting.add(entry);
    }

    /** Those of the other as well, each in its turn. */
    void join(Contest other) {
        Deque<Entry> all = new ArrayDeque<>(waiting);
        all.addAll(other.waiting);
        waiting.clear();
        all.stream()
                .sorted((one, two) -> Long.compare(one.order(), two.order()))
                .forEach(waiting::add);
        overtaken = Math.max(overtaken, other.overtaken);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int size() {
        return waiting.size();
    }

    /** The order of the first; must not be asked when nobody waits. */
    long order() {
        return waiting.getFirst().order();
    }

    /** The first does not wait any more. */
    @Nullable
    LiveJob poll() {
        overtaken = 0;
        Entry first = waiting.poll();
        return first == null ? null : first.job();
    }

    /** That one does not wait any more; false when it did not. */
    boolean remove(LiveJob job) {
        if (!waiting.isEmpty() && waiting.getFirst().job() == job) {
            overtaken = 0;
        }
        return waiting.removeIf(entry -> entry.job() == job);
    }

    /** One that came later than the first has locked something that the first waits for. */
    void overtake() {
        overtaken++;
    }

    boolean wasOvertaken(int times) {
        return overtaken >= times;
    }
}
