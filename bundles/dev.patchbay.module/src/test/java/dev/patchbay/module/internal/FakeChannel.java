package dev.patchbay.module.internal;

import dev.patchbay.module.ModuleException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Keeps what it was told, and answers as the test says. */
final class FakeChannel implements Channel {

    final List<String> heard = new CopyOnWriteArrayList<>();
    final AtomicInteger closings = new AtomicInteger();

    /** The answer to a command by its name. */
    volatile Function<String, CompletableFuture<Object>> answer = command -> CompletableFuture.completedFuture(null);

    private volatile boolean isOpen = true;

    @Override
    public CompletableFuture<Object> send(Command command) {
        if (!isOpen) {
            return Outcome.failed(Texts.PIPE_CLOSED);
        }
        heard.add(command.name());
        return answer.apply(command.name());
    }

    @Override
    public void listen() {}

    @Override
    public CompletableFuture<Void> leave() {
        return send(Command.RM).handle((done, failure) -> null).thenRun(this::close);
    }

    @Override
    public void close() {
        isOpen = false;
        closings.incrementAndGet();
    }

    @Override
    public boolean isOpen() {
        return isOpen;
    }

    static CompletableFuture<Object> failure(String problem) {
        return CompletableFuture.failedFuture(new ModuleException(problem));
    }
}
