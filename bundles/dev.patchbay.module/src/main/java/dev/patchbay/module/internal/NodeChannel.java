package dev.patchbay.module.internal;

import dev.patchbay.module.ModuleException;
import dev.patchbay.module.spi.Module;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way to a module inside the node, whose methods are called on a thread of its own. */
final class NodeChannel implements Channel {

    private static final Logger LOG = LoggerFactory.getLogger(NodeChannel.class);

    private final Module module;
    private final OwnThread thread;
    private final NodeContext context;
    private final Settings settings;
    private final Identity identity;
    private final ChannelListener listener;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    /** What was sent and is not answered; they must not wait for a thread that hangs. */
    private final Undone<@Nullable Object> pending = new Undone<>();

    /** Done when the module's {@code close} returned, or was too late. */
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    /** For the thread only. */
    private boolean hasBegun;

    NodeChannel(
            Module module,
            OwnThread thread,
            NodeContext context,
            Settings settings,
            Identity identity,
            ChannelListener listener) {
        this.module = module;
        this.thread = thread;
        this.context = context;
        this.settings = settings;
        this.identity = identity;
        this.listener = listener;
    }

    @Override
    public CompletableFuture<@Nullable Object> send(Command command) {
        CompletableFuture<@Nullable Object> outcome =
                thread.call(() -> answer(command), settings.answerInMs(), Texts.TIMEOUT);
        pending.add(outcome);
        if (isClosed.get()) {
            failPending();
        }
        return outcome.exceptionallyCompose(failure -> failed(command, failure));
    }

    private CompletableFuture<@Nullable Object> failed(Command command, Throwable failure) {
        if (failure instanceof LateException) {
            identity.recorder().exchange(identity.uid(), command, null);
            broken(Texts.TIMEOUT);
        }
        return CompletableFuture.failedFuture(
                failure instanceof ModuleException
                        ? failure
                        : new ModuleException(Outcome.problemOf(failure), failure));
    }

    /** On the module's thread. */
    private @Nullable Object answer(Command command) throws ModuleException {
        Envelope answer;
        try {
            answer = Envelope.success(Plain.of(perform(command)));
        } catch (Exception | Error e) { // a module's fault is an answer
            LOG.debug("{} of module {} failed", command.name(), identity.uid(), e);
            answer = Envelope.failure(Outcome.problemOf(e));
        }
        if (isOpen()) {
            identity.recorder().exchange(identity.uid(), command, answer);
        }
        return answer.result();
    }

    private @Nullable Object perform(Command command) throws Exception {
        Map<String, @Nullable Object> args = Objects.requireNonNullElse(command.args(), Map.of());
        switch (command.name()) {
            case Command.INIT -> {
                hasBegun = true;
                module.init(args);
            }
            case Command.PLAY_NAME -> module.play();
            case Command.SUSPEND_NAME -> module.suspend();
            default -> {
                return module.tell(command.toldName(), args);
            }
        }
        return null;
    }

    @Override
    public void listen() {
        context.listen(this);
    }

    void set(Map<String, @Nullable Object> parameters) {
        if (isOpen()) {
            identity.recorder().update(identity.uid(), Command.setParameters(parameters));
            listener.onSet(parameters);
        }
    }

    void unset(Collection<String> names) {
        if (isOpen()) {
            identity.recorder().update(identity.uid(), Command.unsetParameters(names));
            listener.onUnset(names);
        }
    }

    void left() {
        if (isOpen()) {
            identity.recorder().update(identity.uid(), Command.RM);
            broken(Texts.LEFT);
        }
    }

    @Override
    public CompletableFuture<Void> leave() {
        return shut()
                ? closed.thenRun(() -> identity.recorder().exchange(identity.uid(), Command.RM, Envelope.success(null)))
                : closed;
    }

    @Override
    public void close() {
        shut();
    }

    private void broken(String reason) {
        if (shut()) {
            listener.onClosed(reason);
        }
    }

    private boolean shut() {
        if (!isClosed.compareAndSet(false, true)) {
            return false;
        }
        failPending();
        Outcome.follow(thread.call(this::end, settings.answerInMs(), "Expected close() to return in time")
                .handle((done, failure) -> {
                    if (failure != null) {
                        LOG.warn("A module of type {} did not close as expected", identity.type(), failure);
                    }
                    return closed.complete(null);
                }));
        thread.finish();
        return true;
    }

    private void failPending() {
        pending.all().forEach(outcome -> outcome.completeExceptionally(new ModuleException(Texts.PIPE_CLOSED)));
    }

    private @Nullable Void end() {
        if (hasBegun) {
            module.close();
        }
        return null;
    }

    @Override
    public boolean isOpen() {
        return !isClosed.get();
    }
}
