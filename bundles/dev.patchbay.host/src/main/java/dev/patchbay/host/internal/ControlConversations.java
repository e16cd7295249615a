package dev.patchbay.host.internal;

import java.nio.channels.SocketChannel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The conversations of the control socket that are going on: each has a thread of its own, at most {@value #LIMIT} at a
 * time. A client that says nothing is dropped after a while, or earlier when it is in the way of one more.
 */
final class ControlConversations implements AutoCloseable {

    static final int LIMIT = 16;

    /** Long enough for a person who types. */
    static final long SILENCE_IN_MS = 30_000;

    private static final Logger LOG = LoggerFactory.getLogger(ControlConversations.class);

    /** For answers that are being written when the node stops, above all the one to {@code stop}. */
    private static final long LAST_WORDS_IN_MS = 500;

    private final ControlCommands commands;
    private final long silenceInMs;
    private final ThreadPoolExecutor threads;
    private final ScheduledThreadPoolExecutor watch;

    /** In the order they began; guarded by this. */
    private final Set<ControlConversation> going = new LinkedHashSet<>();

    ControlConversations(ControlCommands commands, long silenceInMs) {
        this.commands = commands;
        this.silenceInMs = silenceInMs;
        AtomicInteger number = new AtomicInteger();
        // admission is the bound; one that was dropped may need a moment to end
        threads = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                1,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> new Thread(task, "patchbay-control-" + number.incrementAndGet()));
        watch = new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "patchbay-control-watch"));
        watch.setRemoveOnCancelPolicy(true);
    }

    /** Answers a client, or refuses it in one sentence; returns at once. */
    void begin(SocketChannel channel) {
        ControlConversation conversation = new ControlConversation(channel, commands);
        if (!admit(conversation)) {
            ControlConversation.refuse(
                    channel, "error: expected at most " + LIMIT + " control connections at a time, try again");
            return;
        }
        try {
            Future<?> drop = watch.schedule(conversation::dropIfSilent, silenceInMs, TimeUnit.MILLISECONDS);
            threads.execute(() -> run(conversation, drop));
        } catch (RejectedExecutionException e) {
            LOG.debug("A client comes while the control socket is being closed");
            conversation.dropIfSilent();
        }
    }

    private void run(ControlConversation conversation, Future<?> drop) {
        try {
            conversation.run();
        } finally {
            drop.cancel(false);
            leave(conversation);
        }
    }

    private boolean admit(ControlConversation conversation) {
        Optional<ControlConversation> inTheWay = isFull() ? longestSilent() : Optional.empty();
        inTheWay.filter(ControlConversation::dropIfSilent).ifPresent(this::leave);
        return enter(conversation);
    }

    private synchronized boolean isFull() {
        return going.size() >= LIMIT;
    }

    private synchronized Optional<ControlConversation> longestSilent() {
        return going.stream().filter(ControlConversation::isSilent).findFirst();
    }

    private synchronized boolean enter(ControlConversation conversation) {
        return going.size() < LIMIT && going.add(conversation);
    }

    private synchronized void leave(ControlConversation conversation) {
        going.remove(conversation);
    }

    private synchronized List<ControlConversation> all() {
        return List.copyOf(going);
    }

    /** Ends them all; those that are being answered have a moment to finish. */
    @Override
    public void close() throws InterruptedException {
        watch.shutdownNow();
        threads.shutdown();
        all().forEach(ControlConversation::dropIfSilent);
        if (!threads.awaitTermination(LAST_WORDS_IN_MS, TimeUnit.MILLISECONDS)) {
            // closes the channel a conversation is blocked on, which ends it
            threads.shutdownNow();
        }
    }
}
