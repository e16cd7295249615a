package dev.patchbay.service.internal;

import static org.awaitility.Awaitility.await;

import dev.patchbay.service.ServiceStatus;
import dev.patchbay.service.ServiceStatus.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.junit.rules.ExternalResource;

/** An engine, what it announced, and the end of all that a test left running. */
final class EngineFixture extends ExternalResource {

    final Queue<String> announced = new ConcurrentLinkedQueue<>();

    /** Released at the end, for services that ignore everything else. */
    final Semaphore mayEnd = new Semaphore(0);

    final ServiceEngine engine;

    EngineFixture(long stopInMs, String... order) {
        engine = new ServiceEngine(
                new ServiceOrder(List.of(order)),
                stopInMs,
                (event, service, runs, error) -> announced.add(event + " " + service + " " + runs + " " + error));
    }

    @Override
    protected void after() {
        mayEnd.release(1_000);
        engine.close(5_000);
    }

    ScriptedService created(String name) {
        return created(name, new ScriptedService());
    }

    ScriptedService created(String name, ScriptedService service) {
        if (!engine.create(name, service)) {
            throw new AssertionError("Expected " + name + " to be created");
        }
        return service;
    }

    ScriptedService enabled(String name) {
        return enabled(name, new ScriptedService());
    }

    ScriptedService enabled(String name, ScriptedService service) {
        created(name, service);
        if (!engine.enable(name)) {
            throw new AssertionError("Expected " + name + " to be enabled");
        }
        return service;
    }

    ServiceStatus status(String name) {
        return StatusTable.find(engine.list(), name).orElseThrow();
    }

    State state(String name) {
        return status(name).state();
    }

    void awaitAvailable(String name) {
        await().pollInterval(Duration.ofMillis(1)).until(() -> state(name) == State.AVAILABLE);
    }

    List<String> names() {
        return new ArrayList<>(engine.list().stream().map(ServiceStatus::name).toList());
    }
}
