package dev.patchbay.worker.internal;

import dev.patchbay.worker.WorkerAnswer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;

/** A module that is a service of the node. While there is none, clients wait; a call goes on in one that has left. */
final class ServiceHost implements Host {

    private final ModuleSpec spec;
    private final String service;
    private final HostListener listener;
    private final Equipment equipment;
    private final ServiceModules modules;
    private final Runnable watcher = this::lookSoon;

    /** Looks at the services, one look after the other. */
    private final Effects looks = new Effects();

    /** Guarded by this, as below; changed by looks only. */
    private @Nullable ServiceTenant tenant;

    private @Nullable Work work;
    private boolean hadTenant;
    private boolean isStopping;
    private boolean isFinished;

    /** Something that is to be done. */
    private static final class Work {

        private final Order order;
        private final CompletableFuture<WorkerAnswer> answer = new CompletableFuture<>();

        /** Whether a service has been asked; before that it waits for one. */
        private boolean isBegun;

        private volatile @Nullable Thread thread;

        Work(Order order) {
            this.order = order;
        }
    }

    /** @param service its name */
    ServiceHost(ModuleSpec spec, String service, HostListener listener, Equipment equipment, ServiceModules modules) {
        this.spec = spec;
        this.service = service;
        this.listener = listener;
        this.equipment = equipment;
        this.modules = modules;
    }

    @Override
    public void start() {
        listener.onImported();
        modules.watch(service, watcher);
        lookSoon();
    }

    // The service

    /** On another thread: whoever registers a service holds locks of his own. */
    private void lookSoon() {
        looks.add(this::look);
        equipment.threads().execute(looks::run);
    }

    private void look() {
        ServiceReference<Object> found = isStopping() ? null : modules.find(service);
        ServiceTenant now = tenant();
        if (now != null && now.reference().equals(found)) {
            resume(now);
            return;
        }
        if (!isStopping()) {
            listener.onAway("is not there: no service has the property patchbay.worker.module=" + service);
        }
        if (now != null) {
            moveOut(now);
        }
        Object instance = found == null ? null : modules.hold(found);
        if (found != null && instance != null) {
            moveIn(new ServiceTenant(spec, equipment.log(), found, instance));
        }
    }

    private synchronized boolean isStopping() {
        return isStopping;
    }

    private synchronized @Nullable ServiceTenant tenant() {
        return tenant;
    }

    /** When what is done with it is done. */
    private void moveOut(ServiceTenant leaving) {
        Work last;
        synchronized (this) {
            tenant = null;
            last = work != null && work.isBegun ? work : null;
        }
        if (last == null) {
            modules.letGo(leaving.reference());
        } else {
            last.answer.thenRun(() -> modules.letGo(leaving.reference()));
        }
    }

    private void moveIn(ServiceTenant next) {
        boolean isFirst;
        synchronized (this) {
            tenant = next;
            isFirst = !hadTenant;
            hadTenant = true;
        }
        resume(next);
        Report report = new Report(true, null, next.describe());
        if (isFirst) {
            listener.onMade(report);
        } else {
            listener.onReloaded(report);
        }
    }

    /** Has done what has waited for it. */
    private void resume(ServiceTenant now) {
        Work waiting;
        synchronized (this) {
            waiting = work != null && !work.isBegun ? work : null;
            if (waiting != null) {
                waiting.isBegun = true;
            }
        }
        if (waiting != null) {
            equipment.threads().execute(() -> perform(waiting, now));
        }
    }

    // What it does

    @Override
    public CompletionStage<WorkerAnswer> perform(Order order) {
        Work begun = new Work(order);
        ServiceTenant now;
        boolean isLate;
        synchronized (this) {
            isLate = isStopping;
            now = isThere(tenant) ? tenant : null;
            work = isLate ? work : begun;
            begun.isBegun = now != null;
        }
        if (isLate) {
            begun.answer.complete(Texts.failure(Texts.unloaded(spec.name())));
        } else if (now != null) {
            equipment.threads().execute(() -> perform(begun, now));
        }
        return begun.answer;
    }

    /** Not one that has left, or was outranked, and has not moved out yet. */
    private boolean isThere(@Nullable ServiceTenant now) {
        return now != null && now.reference().equals(modules.find(service));
    }

    private void perform(Work begun, ServiceTenant by) {
        begun.thread = Thread.currentThread();
        WorkerAnswer answer = by.perform(begun.order);
        begun.thread = null;
        finish(begun, answer);
    }

    private void finish(Work done, WorkerAnswer answer) {
        boolean isLast;
        synchronized (this) {
            work = work == done ? null : work;
            isLast = isStopping;
        }
        done.answer.complete(answer);
        if (isLast) {
            finished();
        }
    }

    /** Its code changes with the service. */
    @Override
    public void reload() {
        listener.onReloaded(new Report(true, null, List.of()));
    }

    @Override
    public Look lookAtCode() {
        return Look.SAME;
    }

    // Its end

    @Override
    public void stop() {
        Work running;
        synchronized (this) {
            isStopping = true;
            running = work;
        }
        modules.unwatch(service, watcher);
        lookSoon();
        if (running == null) {
            finished();
        } else if (isBegun(running)) {
            long limitInMs = equipment.settings().get().stopInMs();
            var unused = equipment.clock().after(limitInMs, () -> leaveBehind(running));
        } else {
            finish(running, Texts.failure(Texts.unloaded(spec.name())));
        }
    }

    private synchronized boolean isBegun(Work running) {
        return running.isBegun;
    }

    /** A thread cannot be ended. */
    private void leaveBehind(Work running) {
        if (running.answer.isDone()) {
            return;
        }
        equipment.log().error("A call of module %s did not end, was interrupted and is left behind", spec.name());
        Thread thread = running.thread;
        finish(running, Texts.failure(Texts.unloaded(spec.name())));
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void finished() {
        synchronized (this) {
            if (isFinished) {
                return;
            }
            isFinished = true;
        }
        listener.onGone();
        listener.onFinished("was stopped");
    }
}
