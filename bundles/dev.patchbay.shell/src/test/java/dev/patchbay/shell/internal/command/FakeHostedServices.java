package dev.patchbay.shell.internal.command;

import dev.patchbay.service.HostedServices;
import dev.patchbay.service.ServiceStatus;
import dev.patchbay.service.ServiceStatus.State;
import dev.patchbay.service.spi.HostedService;
import dev.patchbay.service.spi.StandingService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A service that runs, one that failed, and one that cannot be enabled any more; notes what is asked for. */
final class FakeHostedServices implements HostedServices {

    final List<String> asked = new ArrayList<>();

    @Override
    public boolean enable(String name) {
        asked.add("enable " + name);
        return name.equals("sampler");
    }

    @Override
    public boolean disable(String name) {
        asked.add("disable " + name);
        return name.equals("clock");
    }

    @Override
    public Optional<HostedService> get(String name) {
        asked.add("get " + name);
        return name.equals("stuck") ? Optional.empty() : Optional.of(new StandingService() {});
    }

    @Override
    public List<ServiceStatus> list() {
        return List.of(
                status("clock", "lab.clock/Clock", State.ENABLED, 1, 7_530_000, null),
                status("sampler", null, State.AVAILABLE, 3, 0, "Broken: one\ntwo"),
                status("stuck", null, State.AVAILABLE, 1, 0, "left behind"));
    }

    private static ServiceStatus status(
            String name, String id, State state, long runs, long uptimeInMs, String failure) {
        return new ServiceStatus(name, id, state, runs, Instant.EPOCH, uptimeInMs, failure, null, "lab/1.0.0");
    }

    @Override
    public boolean create(String name, HostedService service) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean enableAll() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean disableAll() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean delete(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean deleteAll() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void stop() {
        throw new UnsupportedOperationException();
    }
}
