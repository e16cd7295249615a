package dev.patchbay.process.internal;

import dev.patchbay.process.ProcessListener;
import dev.patchbay.process.ProcessPlan;
import dev.patchbay.process.Processes;
import dev.patchbay.process.SupervisedProcess;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All child processes of the node, by name. */
final class Supervisor implements Processes {

    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    /** How many of those that were given up are still shown. */
    private static final int GIVEN_UP_SHOWN = 100;

    private static final long AFTER_FORCE_IN_MS = 6_000;

    private final Equipment equipment;

    /** Guarded by this. */
    private final Map<String, Life> lives = new HashMap<>();

    /** Guarded by this: those of the lives that were given up, the oldest first. */
    private final Deque<Life> givenUp = new ArrayDeque<>();

    /** Guarded by this. */
    private boolean isClosed;

    Supervisor(Equipment equipment) {
        this.equipment = equipment;
    }

    @Override
    public SupervisedProcess start(ProcessPlan plan, ProcessListener listener) {
        Life life = add(plan, listener);
        try {
            equipment.threads().execute(plan.name(), life);
        } catch (CannotStartException e) {
            life.giveUp(e);
        }
        return life;
    }

    private synchronized Life add(ProcessPlan plan, ProcessListener listener) {
        if (isClosed) {
            throw new IllegalStateException("Expected to start process " + plan.name() + ", but the node is stopping");
        }
        Life other = lives.get(plan.name());
        if (other != null && !other.isFinished()) {
            throw new IllegalArgumentException("Expected a name no process has, got " + plan.name()
                    + "; stop that one first, or choose another name");
        }
        givenUp.remove(other);
        Life life = new Life(plan, listener, equipment, this::finished);
        lives.put(plan.name(), life);
        return life;
    }

    private synchronized void finished(Life life) {
        if (life.state() != SupervisedProcess.State.GIVEN_UP) {
            lives.remove(life.name(), life);
            return;
        }
        if (lives.get(life.name()) == life) {
            givenUp.add(life);
        }
        if (givenUp.size() > GIVEN_UP_SHOWN) {
            Life oldest = givenUp.remove();
            lives.remove(oldest.name(), oldest);
        }
    }

    @Override
    public synchronized Optional<SupervisedProcess> find(String name) {
        return Optional.ofNullable(lives.get(name));
    }

    @Override
    public List<SupervisedProcess> list() {
        return snapshot().stream()
                .<SupervisedProcess>map(life -> life)
                .sorted(Comparator.comparing(SupervisedProcess::name))
                .toList();
    }

    private synchronized List<Life> snapshot() {
        return List.copyOf(lives.values());
    }

    /**
     * Stops all of them at the same time and waits; kills those that still run after the time. Nothing can be started
     * afterwards.
     */
    void close(long limitInMs) {
        synchronized (this) {
            isClosed = true;
        }
        Collection<Life> all = snapshot();
        all.forEach(Life::stop);
        if (!awaitEnds(all, limitInMs)) {
            LOG.warn("Expected all child processes to end within {} ms; those left are killed", limitInMs);
            all.forEach(this::force);
            tellSurvivors(all);
        }
    }

    /** All at the same time, as far as there are threads. */
    private void force(Life life) {
        try {
            equipment.threads().execute(life.name() + "-force", life::force);
        } catch (CannotStartException e) {
            LOG.debug("Killed on the thread at hand", e);
            life.force();
        }
    }

    private static void tellSurvivors(Collection<Life> all) {
        if (!awaitEnds(all, AFTER_FORCE_IN_MS)) {
            List<String> left = all.stream()
                    .filter(life -> !life.isFinished())
                    .map(Life::name)
                    .toList();
            LOG.error("Expected SIGKILL to end all child processes, still there: {}", left);
        }
    }

    private static boolean awaitEnds(Collection<Life> all, long limitInMs) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitInMs);
        try {
            for (Life life : all) {
                if (!life.awaitEnd(Math.max(0, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())))) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
