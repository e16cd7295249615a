package dev.patchbay.protocol.moduleserver.internal;

import dev.patchbay.worker.WorkerException;
import dev.patchbay.worker.WorkerStatus;
import dev.patchbay.worker.WorkerTurn;
import dev.patchbay.worker.WorkerTurnListener;
import dev.patchbay.worker.Workers;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Modules as a test wants them. */
final class FakeWorkers implements Workers, AutoCloseable {

    /** What a reload does, by name; empty for all. */
    interface Reload {
        boolean of(String name) throws WorkerException, InterruptedException;
    }

    private final Map<String, FakeModule> modules = Collections.synchronizedMap(new LinkedHashMap<>());
    private final BlockingQueue<String> reloads = new LinkedBlockingQueue<>();
    private volatile Reload reload = modules::containsKey;

    FakeModule add(String name) {
        FakeModule module = new FakeModule(name);
        modules.put(name, module);
        return module;
    }

    void onReload(Reload next) {
        reload = next;
    }

    /** Names that were reloaded, oldest first; empty for all. */
    BlockingQueue<String> reloads() {
        return reloads;
    }

    @Override
    public List<WorkerStatus> list() {
        synchronized (modules) {
            return modules.values().stream().map(FakeModule::status).toList();
        }
    }

    @Override
    public Optional<WorkerStatus> find(String name) {
        return Optional.ofNullable(modules.get(name)).map(FakeModule::status);
    }

    @Override
    public WorkerTurn queue(String name, String client, WorkerTurnListener listener) throws WorkerException {
        FakeModule module = modules.get(name);
        if (module == null) {
            throw new WorkerException(name + " does not exist (case matters)");
        }
        return module.queue(client, listener);
    }

    @Override
    public boolean reload(String name) throws WorkerException, InterruptedException {
        reloads.add(name);
        return reload.of(name);
    }

    @Override
    public void reloadAll() throws WorkerException, InterruptedException {
        reloads.add("");
        reload.of("");
    }

    @Override
    public void close() {
        modules.values().forEach(FakeModule::close);
    }
}
