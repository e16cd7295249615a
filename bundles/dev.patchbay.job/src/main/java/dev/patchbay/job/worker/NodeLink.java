package dev.patchbay.job.worker;

import dev.patchbay.job.spi.AbortedException;
import dev.patchbay.rpc.CallException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The worker's end of its conversation with the node. Thread-safe. */
final class NodeLink {

    private final PrintStream output;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, CompletableFuture<@Nullable Object>> open = new ConcurrentHashMap<>();

    NodeLink(PrintStream output) {
        this.output = output;
    }

    /** Blocks while the pipe is full. */
    synchronized void send(Map<String, @Nullable Object> message) {
        Frames.write(message, line -> {
            output.write((line + "\n").getBytes(StandardCharsets.US_ASCII), 0, line.length() + 1);
            output.flush();
        });
    }

    /** Sends a request and waits for its answer. */
    @Nullable
    Object ask(Map<String, @Nullable Object> request) throws CallException, InterruptedException {
        long number = numbers.incrementAndGet();
        CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
        open.put(number, answer);
        request.put("number", number);
        send(request);
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CallException refusal) {
                throw refusal;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            open.remove(number);
        }
    }

    void answered(Message answer) {
        CompletableFuture<@Nullable Object> waiting = open.get(answer.number("number"));
        if (waiting != null) {
            waiting.complete(answer.plain("value"));
        }
    }

    void refused(Message refusal) {
        CompletableFuture<@Nullable Object> waiting = open.get(refusal.number("number"));
        if (waiting != null) {
            waiting.completeExceptionally(exception(refusal));
        }
    }

    private static CallException exception(Message refusal) {
        String message = refusal.text("message");
        return Boolean.TRUE.equals(refusal.value("aborted"))
                ? new AbortedException(message)
                : new CallException((int) refusal.number("code"), message, refusal.plain("data"));
    }
}
