package dev.patchbay.module.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The way to a process: its two streams, and the process to be ended when they are closed (shmooze, §5.4). */
final class ProcessChannel implements Channel {

    private final StreamContext context;
    private final CommandStream commands;
    private final UpdateStream updates;
    private final ModuleProcess process;
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private final AtomicReference<@Nullable CompletableFuture<Void>> parting = new AtomicReference<>();

    ProcessChannel(StreamContext context, CommandStream commands, UpdateStream updates, ModuleProcess process) {
        this.context = context;
        this.commands = commands;
        this.updates = updates;
        this.process = process;
    }

    /** Closes it as soon as a stream broke or the process ended, and tells so. */
    void watch(ChannelListener listener) {
        process.ready();
        Outcome.follow(process.exited().thenRun(context::exited));
        Outcome.follow(context.broken()
                .thenAcceptAsync(
                        reason -> broken(reason, listener), context.equipment().threads()::tryExecute));
    }

    private void broken(String reason, ChannelListener listener) {
        if (shut()) {
            listener.onClosed(reason);
        }
    }

    @Override
    public CompletableFuture<@Nullable Object> send(Command command) {
        return commands.send(command);
    }

    @Override
    public void listen() {
        updates.listen();
    }

    @Override
    public CompletableFuture<Void> leave() {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> earlier = parting.compareAndExchange(null, mine);
        if (earlier != null) {
            return earlier;
        }
        CompletableFuture<Void> told = commands.sendNext(Command.RM).handle((result, failure) -> null);
        context.clock().later(context.settings().answerInMs(), () -> told.complete(null));
        Outcome.follow(told.thenRunAsync(this::close, context.equipment().threads())
                .whenComplete((done, failure) -> mine.complete(null)));
        return mine;
    }

    @Override
    public void close() {
        shut();
    }

    private boolean shut() {
        if (!isClosed.compareAndSet(false, true)) {
            return false;
        }
        commands.close();
        updates.close();
        process.stop();
        return true;
    }

    @Override
    public boolean isOpen() {
        return !isClosed.get() && !context.broken().isDone();
    }
}
