package dev.patchbay.worker.internal;

import dev.patchbay.worker.WorkerStatus;
import dev.patchbay.worker.WorkerStatus.State;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Where a module lives: one host after the other, begun and ended as is wanted of it, and again when one dies. Guarded by
 * its worker; what a change entails for others is an effect.
 */
final class Residence {

    private final Worker worker;
    private final String name;
    private final Equipment equipment;
    private final Effects effects;
    private final TurnQueue turns;
    private final Condition condition = new Condition();
    private final News news;
    private final Restart restart;

    /** What is wanted has been imported or has failed to. */
    private final Milestone loaded;

    /** It has left, or does not leave after all. */
    private final Milestone left;

    /** What is to be served; null when it is to leave. */
    private @Nullable ModuleSpec wanted;

    /** What is or was served last. */
    private ModuleSpec spec;

    private @Nullable Host host;

    /** Whether what is configured could be imported since it is. */
    private boolean hasImported;

    /** Nobody lives there yet, and nobody is wanted. */
    Residence(Worker worker, ModuleSpec spec, Equipment equipment, Effects effects, TurnQueue turns) {
        this.worker = worker;
        this.name = spec.name();
        this.spec = spec;
        this.equipment = equipment;
        this.effects = effects;
        this.turns = turns;
        news = new News(name, equipment, effects, condition);
        restart = new Restart(equipment);
        loaded = new Milestone(effects);
        left = new Milestone(effects);
    }

    // How it is

    boolean isWanted() {
        return wanted != null;
    }

    boolean isVacant() {
        return wanted == null && host == null;
    }

    boolean isServing(ModuleSpec other) {
        return other.equals(wanted);
    }

    WorkerStatus status() {
        return condition.status(spec, turns.waiting());
    }

    List<Function> functions() {
        return condition.functions();
    }

    /** Whether whoever comes can wait for it. */
    boolean isAlive() {
        return wanted != null && !condition.is(State.DEAD);
    }

    boolean hasInstance() {
        return condition.is(State.READY);
    }

    /** The host that serves clients now, if only with an error; null for none. */
    @Nullable
    Host openHost() {
        return condition.isOpen() ? host : null;
    }

    boolean isHost(Host other) {
        return host == other;
    }

    // What is wanted of it

    /** @return done when it has been imported or has failed to */
    CompletableFuture<Void> load(ModuleSpec newSpec) {
        CompletableFuture<Void> outcome = loaded.coming();
        wanted = newSpec;
        restart.forget();
        if (host == null) {
            begin(newSpec);
        } else {
            stop();
        }
        return outcome;
    }

    /** @return done when it has left */
    CompletableFuture<Void> leave() {
        CompletableFuture<Void> outcome = left.coming();
        wanted = null;
        turns.evictAll(Texts.unloaded(name));
        if (host == null) {
            vacate();
        } else {
            stop();
        }
        return outcome;
    }

    /** Its host reads its code again, and serves nobody meanwhile. */
    void reload(Host now) {
        condition.become(State.LOADING);
        effects.add(() -> equipment.threads().execute(now::reload));
    }

    private void begin(ModuleSpec next) {
        restart.begun();
        left.reached();
        if (!next.equals(spec)) {
            condition.problem(null);
        }
        hasImported &= next.equals(spec);
        spec = next;
        condition.become(State.LOADING);
        HostEar ear = new HostEar(worker);
        Host begun = equipment.hosts().make(next, ear, equipment);
        ear.hear(begun);
        host = begun;
        effects.add(() -> equipment.threads().execute(begun::start));
    }

    private void stop() {
        Host now = host;
        if (now != null && !condition.is(State.STOPPING)) {
            condition.become(State.STOPPING);
            turns.evictCurrent(Texts.unloaded(name));
            effects.add(now::stop);
        }
    }

    private void vacate() {
        restart.cancel();
        condition.become(State.STOPPING);
        loaded.reached();
        news.unloaded();
        effects.add(worker::vacated);
        left.reached();
    }

    // What its host tells

    void started(long pid) {
        condition.runsAs(pid);
    }

    void imported() {
        if (condition.is(State.LOADING)) {
            hasImported = true;
            loaded.reached();
        }
    }

    /** @param text several lines */
    void refused(String text) {
        if (condition.is(State.STOPPING)) {
            return;
        }
        condition.become(State.DEAD);
        condition.problem("could not be loaded: " + Texts.lastLine(text));
        loaded.reached();
        turns.evictAll(Texts.notAlive(name));
        news.refused(text);
    }

    /** What could be imported before will be again, when its program can be started. */
    void notStarted(String text) {
        if (!hasImported) {
            refused(text);
        }
    }

    void made(Report report) {
        if (!condition.is(State.LOADING)) {
            return;
        }
        String traceback = report.traceback();
        condition.become(report);
        condition.problem(traceback == null ? null : "has no instance: " + Texts.lastLine(traceback));
        news.loaded(traceback);
        worker.advance();
    }

    void reloaded(Report report) {
        if (!condition.is(State.LOADING)) {
            return;
        }
        String traceback = report.traceback();
        condition.become(report);
        if (traceback == null) {
            condition.problem(null);
            news.reloaded();
        } else {
            String instead = report.hasInstance() ? "the old code serves" : "it has no instance";
            condition.problem("could not load its changed code, " + instead + ": " + Texts.lastLine(traceback));
            news.notReloaded(instead, traceback);
        }
        worker.advance();
    }

    /** Whatever it dies of later, it is of use when it runs. */
    void served() {
        restart.forget();
    }

    void away(String why) {
        if (isOpenOrLoading()) {
            condition.become(State.LOADING);
            condition.problem(why);
        }
    }

    void gone() {
        if (isOpenOrLoading()) {
            condition.become(State.RESTARTING);
        }
    }

    private boolean isOpenOrLoading() {
        return condition.isOpen() || condition.is(State.LOADING);
    }

    void finished(String why) {
        host = null;
        ModuleSpec next = wanted;
        if (next == null) {
            vacate();
        } else if (condition.is(State.STOPPING)) {
            begin(next);
        } else if (!condition.is(State.DEAD)) {
            died(next, why);
        }
        condition.hasNoProcess();
    }

    private void died(ModuleSpec next, String why) {
        condition.become(State.RESTARTING);
        condition.problem(why);
        loaded.reached();
        news.died(why);
        long pauseInMs = restart.pauseInMs();
        if (pauseInMs == 0) {
            begin(next);
        } else {
            restart.after(pauseInMs, () -> worker.change(() -> beginAgain(next)));
        }
    }

    private void beginAgain(ModuleSpec next) {
        if (restart.isComing() && host == null && next.equals(wanted)) {
            begin(next);
        }
    }
}
