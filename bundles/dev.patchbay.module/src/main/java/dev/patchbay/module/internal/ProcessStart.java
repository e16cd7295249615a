package dev.patchbay.module.internal;

import dev.patchbay.line.LineConnection;
import dev.patchbay.line.LineSettings;
import dev.patchbay.module.ModuleException;
import dev.patchbay.process.ProcessPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** Starts a process, until it has connected to both ports or cannot any more (shmooze, §5.1). */
final class ProcessStart implements ModuleStart {

    /** Answers to updates that may wait; the original's helper never reads one. */
    private static final long PENDING_ANSWERS_IN_BYTES = 1 << 16;

    private final Spawning spawning;
    private final ProcessType type;
    private final StreamContext context;
    private final ChannelListener listener;
    private final CompletableFuture<Channel> channel = new CompletableFuture<>();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private final Door<CommandStream> commands = new Door<>(this::commands);
    private final Door<UpdateStream> updates = new Door<>(this::updates);

    ProcessStart(Spawning spawning, ProcessType type, StreamContext context, ChannelListener listener) {
        this.spawning = spawning;
        this.type = type;
        this.context = context;
        this.listener = listener;
    }

    private CommandStream commands(LineConnection connection) {
        connection.next();
        return new CommandStream(connection, context);
    }

    private UpdateStream updates(LineConnection connection) {
        return new UpdateStream(connection, context, listener);
    }

    /** Starts it as soon as there is room. */
    void begin() {
        Outcome.follow(spawning.gate()
                .enter()
                .thenRunAsync(this::enter, spawning.equipment().threads()::tryExecute));
    }

    private void enter() {
        whenDecided(spawning.gate()::leave);
        if (channel.isDone()) {
            gone.complete(null);
            return;
        }
        String name = spawning.names().take(context.identity().in() + "." + type.name() + ".");
        Outcome.follow(gone.thenRun(() -> spawning.names().release(name)));
        try {
            LineSettings anyPort = LineSettings.at(context.settings().listenHost(), 0);
            int commandPort = commands.open(spawning.lines(), anyPort);
            int updatePort = updates.open(spawning.lines(), anyPort.withMaxPendingBytes(PENDING_ANSWERS_IN_BYTES));
            follow(ModuleProcess.start(spawning.processes(), plan(name, commandPort, updatePort)));
        } catch (IOException | RuntimeException e) { // whatever it is, somebody waits to be told
            fail(String.valueOf(e.getMessage()));
            gone.complete(null);
        }
    }

    private ProcessPlan plan(String name, int commandPort, int updatePort) {
        Settings settings = context.settings();
        List<String> command = new ArrayList<>(type.command());
        command.addAll(List.of(settings.host(), Integer.toString(commandPort), Integer.toString(updatePort)));
        return ProcessPlan.of(name, command)
                .withDirectory(type.directory())
                .withEnvironment(type.environment())
                .withReady(null, 0)
                .withStop(new ProcessPlan.Stop(null, settings.leaveInMs(), settings.termInMs()))
                .withLimits(type.limits());
    }

    /** The first of these counts: both connections, the end of the process, the end of its time. */
    private void follow(ModuleProcess process) {
        Outcome.follow(commands.visitor()
                .thenAcceptBothAsync(
                        updates.visitor(),
                        (one, other) -> connected(new ProcessChannel(context, one, other, process)),
                        spawning.equipment().threads()::tryExecute));
        Outcome.follow(process.started().thenRun(this::limit));
        Outcome.follow(process.gone().thenAccept(problem -> ended(process.hasRun(), problem)));
        Outcome.follow(context.broken().thenRun(() -> fail(Texts.NOT_CONNECTED)));
        whenDecided(() -> {
            if (channel.isCompletedExceptionally()) {
                process.stop();
            }
        });
    }

    /** Does that when it is connected or has failed. */
    private void whenDecided(Runnable work) {
        Outcome.follow(channel.handle((made, failure) -> {
            work.run();
            return null;
        }));
    }

    private void limit() {
        Future<?> limit = context.clock().after(context.settings().connectInMs(), () -> fail(Texts.NOT_CONNECTED));
        whenDecided(() -> limit.cancel(false));
    }

    private void connected(ProcessChannel made) {
        commands.close();
        updates.close();
        if (channel.complete(made)) {
            made.watch(listener);
        } else {
            made.close();
        }
    }

    private void ended(boolean hasRun, String problem) {
        fail(hasRun ? Texts.NOT_CONNECTED + ": it " + problem : problem);
        gone.complete(null);
    }

    private void fail(String problem) {
        if (channel.completeExceptionally(new ModuleException(problem))) {
            spawning.equipment().threads().tryExecute(this::closePorts);
        }
    }

    private void closePorts() {
        commands.slam();
        updates.slam();
    }

    @Override
    public CompletableFuture<Channel> channel() {
        return channel;
    }

    @Override
    public void abort(String reason) {
        fail(reason);
    }

    @Override
    public CompletableFuture<Void> gone() {
        return gone;
    }
}
