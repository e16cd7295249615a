package dev.patchbay.worker.internal;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hears one host, and passes on to its worker what concerns it while it is the worker's. */
final class HostEar implements HostListener {

    private final Worker worker;

    /** Set before it is started. */
    private @Nullable Host host;

    HostEar(Worker worker) {
        this.worker = worker;
    }

    /** @param heard of which it is the listener; not started yet */
    void hear(Host heard) {
        host = heard;
    }

    private void tell(Consumer<Residence> change) {
        Host heard = host;
        if (heard != null) {
            worker.told(heard, change);
        }
    }

    @Override
    public void onStarted(long pid) {
        tell(residence -> residence.started(pid));
    }

    @Override
    public void onImported() {
        tell(Residence::imported);
    }

    @Override
    public void onRefused(String problem) {
        tell(residence -> residence.refused(problem));
    }

    @Override
    public void onNotStarted(String problem) {
        tell(residence -> residence.notStarted(problem));
    }

    @Override
    public void onMade(Report report) {
        tell(residence -> residence.made(report));
    }

    @Override
    public void onReloaded(Report report) {
        tell(residence -> residence.reloaded(report));
    }

    @Override
    public void onServed() {
        tell(Residence::served);
    }

    @Override
    public void onAway(String problem) {
        tell(residence -> residence.away(problem));
    }

    @Override
    public void onGone() {
        tell(Residence::gone);
    }

    @Override
    public void onFinished(String problem) {
        tell(residence -> residence.finished(problem));
    }
}
