package dev.patchbay.job.internal;

import dev.patchbay.job.JobError;
import dev.patchbay.job.spi.AbortedException;
import dev.patchbay.job.worker.Frames;
import dev.patchbay.job.worker.Message;
import dev.patchbay.job.worker.Wire;
import dev.patchbay.job.worker.Words;
import dev.patchbay.process.ProcessListener;
import dev.patchbay.process.SupervisedProcess;
import dev.patchbay.rpc.CallException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What the node and the process of one task say to each other. Thread-safe. */
final class Conversation implements ProcessListener {

    private static final int SIGNALS = 128;
    private static final long LAST_WORDS_IN_MS = 2_000;

    private final Requests requests;
    private final Output output;
    private final Executor threads;
    private final Frames frames = new Frames(message -> hear(new Message(message)), this::keep);
    private final CompletableFuture<SupervisedProcess> process = new CompletableFuture<>();

    /** Completed when it takes what is sent, and also when it never will. */
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    private final CompletableFuture<Void> finished = new CompletableFuture<>();

    // guarded by this
    private CompletableFuture<Message> answer = new CompletableFuture<>();
    private @Nullable Outcome death;
    private boolean isAborted;

    /** @param threads for requests that block */
    Conversation(Requests requests, Output output, Executor threads) {
        this.requests = requests;
        this.output = output;
        this.threads = threads;
    }

    /** Is run when the process will not run again. */
    void whenFinished(Runnable work) {
        finished.thenRun(work);
    }

    /** It has been started. */
    void begin(SupervisedProcess started) {
        process.complete(started);
    }

    /** Has it do something, and waits for what comes of it; ends it when the thread is interrupted. */
    Message ask(Map<String, @Nullable Object> step) throws RemoteFailureException, InterruptedException {
        CompletableFuture<Message> waiting = expect();
        try {
            ready.get();
            send(step);
            return waiting.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RemoteFailureException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            process.join().stop();
            throw e;
        }
    }

    private synchronized CompletableFuture<Message> expect() {
        answer = new CompletableFuture<>();
        if (death != null) {
            answer.completeExceptionally(new RemoteFailureException(death));
        }
        return answer;
    }

    private void send(Map<String, ? extends @Nullable Object> message) {
        ready.join();
        Frames.write(message, line -> process.join().send(line)); // when it is gone, its end tells
    }

    void abort() {
        synchronized (this) {
            isAborted = true;
        }
        send(Message.of(Words.ABORT));
    }

    synchronized boolean isAlive() {
        return death == null;
    }

    /** Ends the process; waits until everything it wrote has come, unless the thread is interrupted. */
    void close() {
        SupervisedProcess started = process.join();
        started.stop();
        try {
            started.awaitEnd(LAST_WORDS_IN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void onReady() {
        ready.complete(null);
    }

    @Override
    public void onLine(Stream stream, String line, Instant time) {
        if (stream == Stream.OUT) {
            frames.read(line);
        } else {
            keep(line);
        }
    }

    private void keep(String line) {
        output.append(line + "\n");
    }

    private void hear(Message message) {
        switch (message.type()) {
            case Words.VERIFIED, Words.RESULT -> answer().complete(message);
            case Words.FAILED -> answer().completeExceptionally(new RemoteFailureException(outcome(message)));
            case Words.REQUEST -> threads.execute(() -> answer(message));
            default -> requests.hear(message);
        }
    }

    private synchronized CompletableFuture<Message> answer() {
        return answer;
    }

    private static Outcome outcome(Message failed) {
        boolean isAborted = Boolean.TRUE.equals(failed.value("aborted"));
        return isAborted ? Outcome.ABORTED : Outcome.failed(Errors.of(failed));
    }

    private void answer(Message request) {
        long number = request.number("number");
        try {
            Object value = requests.answer(request, this::send);
            send(Message.of(
                    Words.ANSWER, "number", number, "value", Wire.plain().write(value)));
        } catch (CallException e) {
            send(Message.of(
                    Words.REFUSAL,
                    "number",
                    number,
                    "code",
                    (long) e.code(),
                    "message",
                    e.getMessage(),
                    "data",
                    Wire.plain().write(e.data()),
                    "aborted",
                    e instanceof AbortedException));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the node stops, and the process with it
        }
    }

    @Override
    public void onEnded(int exitStatus, boolean willRestart) {
        die(isAborted() ? "Task killed" : "Task executor died: exit status " + exitStatus + reason(exitStatus));
    }

    private static String reason(int exitStatus) {
        return exitStatus > SIGNALS ? " (killed by signal " + (exitStatus - SIGNALS) + ")" : "";
    }

    private synchronized boolean isAborted() {
        return isAborted;
    }

    @Override
    public void onGivenUp(String problem) {
        die("Task executor died: " + problem);
    }

    @Override
    public void onFinished() {
        finished.complete(null);
    }

    private void die(String message) {
        CompletableFuture<Message> waiting;
        Outcome outcome = Outcome.failed(Errors.task(JobError.FAULT, message));
        synchronized (this) {
            death = outcome;
            waiting = answer;
        }
        waiting.completeExceptionally(new RemoteFailureException(outcome));
        ready.complete(null);
    }
}
