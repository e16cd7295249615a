package dev.patchbay.protocol.shmooze.internal;

import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.Request;
import dev.patchbay.session.User;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Turns commands into calls of this node's providers, and outcomes into envelopes (§3.2). Thread-safe. */
final class Commands {

    private static final String NEITHER = "Command must be either dict (single command) or list (multiple commands)";
    private static final String NO_OBJECT = "Command not a dict.";
    private static final String NO_COMMAND = "No command given.";
    private static final String NO_ARGUMENTS = "Argument list not a dict.";
    private static final String UNKNOWN = "Bad command.";

    private final Dispatcher dispatcher;
    private final Predicate<String> isThere;

    /** @param isThere whether this node has a provider of that namespace */
    Commands(Dispatcher dispatcher, Predicate<String> isThere) {
        this.dispatcher = dispatcher;
        this.isThere = isThere;
    }

    /**
     * Carries out a command, or a batch of them one after the other. Returns at once.
     *
     * @param namespace of the provider
     * @param message what the client sent, as plain Java types
     * @param answer given the text of the answer, exactly once, on the calling thread or one of the dispatcher's
     */
    void execute(String namespace, @Nullable Object message, Consumer<String> answer) {
        if (message instanceof List<?> batch) {
            new Batch(namespace, batch, answer).next();
        } else if (message instanceof Map<?, ?> command) {
            start(namespace, command, answer);
        } else {
            answer.accept(Envelope.failure(NEITHER));
        }
    }

    private void start(String namespace, Map<?, ?> command, Consumer<String> answer) {
        Object args = command.containsKey("args") ? command.get("args") : Map.of();
        if (!command.containsKey("cmd")) {
            answer.accept(Envelope.failure(NO_COMMAND));
        } else if (!(args instanceof Map)) {
            answer.accept(Envelope.failure(NO_ARGUMENTS));
        } else if (command.get("cmd") instanceof String name && isOneWord(name)) {
            String called = namespace + "." + name;
            dispatcher.call(Request.of(called, args, User.ANONYMOUS), new Answering(namespace, answer));
        } else {
            answer.accept(Envelope.failure(UNKNOWN));
        }
    }

    /** With a dot in it, it would belong to another provider. */
    private static boolean isOneWord(String name) {
        return !name.isEmpty() && name.indexOf('.') < 0;
    }

    /** Clients of the original expect the plugin's own words. */
    private String sentence(Failure failure, String namespace) {
        return switch (failure.kind()) {
            case UNKNOWN_NAME -> isThere.test(namespace) ? UNKNOWN : nobody(namespace);
            default -> failure.reason();
        };
    }

    private static String nobody(String namespace) {
        return "Nothing answers to '" + namespace + "' on this node; ask it why";
    }

    /** One call's outcome as its envelope. */
    private final class Answering implements Reply {

        private final String namespace;
        private final Consumer<String> answer;

        Answering(String namespace, Consumer<String> answer) {
            this.namespace = namespace;
            this.answer = answer;
        }

        @Override
        public void result(@Nullable Object result) {
            answer.accept(Envelope.success(result));
        }

        @Override
        public void failure(Failure failure) {
            answer.accept(Envelope.failure(sentence(failure, namespace)));
        }
    }

    /** Commands one after the other: the next one is started when the one before has been answered. */
    private final class Batch implements Consumer<String> {

        private final String namespace;
        private final Iterator<?> commands;
        private final Consumer<String> whole;
        private final StringBuilder answers = new StringBuilder("[");

        /** Steps to be made; whoever adds the first makes all, or answers that come at once would pile up on the stack. */
        private final AtomicInteger steps = new AtomicInteger();

        Batch(String namespace, List<?> commands, Consumer<String> whole) {
            this.namespace = namespace;
            this.commands = commands.iterator();
            this.whole = whole;
        }

        void next() {
            if (steps.getAndIncrement() > 0) {
                return;
            }
            do {
                step();
            } while (steps.decrementAndGet() > 0);
        }

        private void step() {
            if (!commands.hasNext()) {
                whole.accept(answers.append(']').toString());
            } else if (commands.next() instanceof Map<?, ?> command) {
                start(namespace, command, this);
            } else {
                accept(Envelope.failure(NO_OBJECT));
            }
        }

        @Override
        public void accept(String answer) {
            answers.append(answers.length() > 1 ? "," : "").append(answer);
            next();
        }
    }
}
