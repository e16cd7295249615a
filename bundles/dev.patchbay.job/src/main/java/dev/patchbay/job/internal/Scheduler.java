package dev.patchbay.job.internal;

import dev.patchbay.job.Resources;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * Decides which job is executed next.
 *
 * <p>Those that wait are looked at in the order of their coming, and each that fits starts: all its resources exist and
 * are free, and fewer than the most jobs are executed. So a later one may overtake one that has to wait. But not for ever:
 * once {@value #MOST_OVERTAKINGS} later ones have locked something that a job waits for, its resources are reserved, and
 * none that came later gets them before it. A job that waits for a resource that does not exist reserves nothing.
 *
 * <p>A job never waits while it holds a lock, so no two wait for one another.
 */
final class Scheduler implements Resources {

    static final int MOST_OVERTAKINGS = 16;

    /** Is told what has been decided, outside of the lock. */
    interface Decisions {

        void start(LiveJob job);

        /** Nothing is executed that could bring the resources it waits for. */
        void giveUp(LiveJob job, Collection<String> missing);
    }

    private final Decisions decisions;
    private final IntSupplier maxExecuting;

    // guarded by this
    private final ResourceGraph graph = new ResourceGraph();
    private final Locks locks = new Locks(graph);
    private final Set<Long> executing = new LinkedHashSet<>();
    private final Map<Set<String>, Contest> contests = new LinkedHashMap<>();
    private long came;

    Scheduler(Decisions decisions, IntSupplier maxExecuting) {
        this.decisions = decisions;
        this.maxExecuting = maxExecuting;
    }

    /** A job is ready to be executed, as soon as it can lock these. */
    void add(LiveJob job, Collection<String> resources) {
        Walk walk;
        synchronized (this) {
            Contest contest = contests.computeIfAbsent(new TreeSet<>(resources), Contest::new);
            contest.add(new Contest.Entry(job, ++came));
            if (contest.size() > 1) {
                return; // those before it wait for the same
            }
            walk = walk();
        }
        walk.tell();
    }

    /** A job has ended, whether it was executed or waited; harmless for any other. */
    void leave(LiveJob job) {
        Walk walk;
        synchronized (this) {
            boolean wasExecuting = executing.remove(job.id());
            locks.release(job.id());
            boolean waited = !wasExecuting && contests.values().stream().anyMatch(contest -> contest.remove(job));
            if (!wasExecuting && !waited) {
                return;
            }
            walk = walk();
        }
        walk.tell();
    }

    private synchronized Walk walk() {
        Walk walk = new Walk();
        walk.run();
        return walk;
    }

    /** After more may be executed than before. */
    void look() {
        walk().tell();
    }

    @Override
    public void register(String name, Collection<String> parents) {
        change(resources -> resources.register(name, parents));
    }

    @Override
    public void update(String name, Collection<String> parents) {
        change(resources -> resources.update(name, parents));
    }

    @Override
    public void unregister(String name) {
        change(resources -> resources.unregister(name));
    }

    @Override
    public void rename(String from, String to) {
        change(resources -> {
            resources.rename(from, to);
            locks.rename(from, to);
            renameWaiting(from, to);
        });
    }

    private void renameWaiting(String from, String to) {
        List<Contest> all = new ArrayList<>(contests.values());
        contests.clear();
        for (Contest contest : all) {
            Set<String> names = new TreeSet<>(contest.resources());
            if (names.remove(from)) {
                names.add(to);
            }
            contest.rename(names);
            contests.merge(names, contest, (one, other) -> {
                one.join(other);
                return one;
            });
        }
    }

    private void change(Consumer<ResourceGraph> change) {
        Walk walk;
        synchronized (this) {
            change.accept(graph);
            locks.recount();
            walk = walk();
        }
        walk.tell();
    }

    @Override
    public synchronized List<Status> list() {
        return graph.names().stream()
                .map(name -> new Status(name, !locks.isFree(name)))
                .toList();
    }

    /** One look at all that wait; runs under the scheduler's lock, tells outside of it. */
    private final class Walk {

        private final List<LiveJob> started = new ArrayList<>();
        private final Map<LiveJob, Collection<String>> givenUp = new LinkedHashMap<>();
        private final List<Contest> passed = new ArrayList<>();
        private final Set<String> reserved = new LinkedHashSet<>();

        void run() {
            contests.values().removeIf(Contest::isEmpty);
            PriorityQueue<Contest> open = new PriorityQueue<>(Comparator.comparingLong(Contest::order));
            open.addAll(contests.values());
            while (!open.isEmpty() && executing.size() < maxExecuting.getAsInt()) {
                Contest next = open.poll();
                if (!fits(next)) {
                    pass(next);
                } else {
                    start(next);
                    if (!next.isEmpty()) {
                        open.add(next);
                    }
                }
            }
            if (executing.isEmpty()) {
                giveUpMissing();
            }
            contests.values().removeIf(Contest::isEmpty);
        }

        private boolean fits(Contest contest) {
            Collection<String> names = contest.resources();
            return names.stream().allMatch(graph::has) && locks.areFree(names) && !graph.overlap(names, reserved);
        }

        private void pass(Contest contest) {
            passed.add(contest);
            if (contest.wasOvertaken(MOST_OVERTAKINGS) && missing(contest).isEmpty()) {
                reserved.addAll(contest.resources());
            }
        }

        private void start(Contest contest) {
            LiveJob job = contest.poll();
            if (job == null) {
                return;
            }
            executing.add(job.id());
            locks.take(job.id(), contest.resources());
            passed.stream()
                    .filter(other -> graph.overlap(contest.resources(), other.resources()))
                    .forEach(Contest::overtake);
            started.add(job);
        }

        /** Whoever could bring what is missing would be executed. */
        private void giveUpMissing() {
            for (Contest contest : contests.values()) {
                List<String> missing = missing(contest);
                while (!missing.isEmpty() && !contest.isEmpty()) {
                    LiveJob job = contest.poll();
                    if (job != null) {
                        givenUp.put(job, missing);
                    }
                }
            }
        }

        private List<String> missing(Contest contest) {
            return contest.resources().stream().filter(name -> !graph.has(name)).toList();
        }

        void tell() {
            started.forEach(decisions::start);
            givenUp.forEach(decisions::giveUp);
        }
    }
}
