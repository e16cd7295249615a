package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.Request;
import dev.patchbay.dispatch.RunningCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One call that a client is to answer, with a result, an error, or fragments. Thread-safe. */
final class ForwardedCall implements RunningCall {

    private static final Failure CLOSED = new Failure(Failure.Kind.REFUSED, RpcError.CLOSED, "Connection closed", null);

    private final String id;
    private final Client client;
    private final Request request;
    private final Reply reply;
    private final Runnable ended;
    private final CountDownLatch answered = new CountDownLatch(1);

    /** What comes of a streamed result; null for any other. Guarded by this, as below. */
    private @Nullable ForwardedStream stream;

    private boolean isAnswered;

    /** @param ended is told, once or more, when no more is expected of the client */
    ForwardedCall(String id, Client client, Request request, Reply reply, Runnable ended) {
        this.id = id;
        this.client = client;
        this.request = request;
        this.reply = reply;
        this.ended = ended;
    }

    /** Sends it to the client, unless it has been answered already. */
    void send() {
        synchronized (this) {
            if (isAnswered) {
                return;
            }
        }
        Map<String, @Nullable Object> args = new LinkedHashMap<>();
        args.put("method", request.name());
        args.put("args", Objects.requireNonNullElse(request.params(), List.of()));
        args.put("view", false);
        if (!client.send(Envelope.rpc("call", id, args))) {
            connectionClosed();
        }
    }

    void succeed(@Nullable Object result) {
        if (claim()) {
            ended.run();
            reply.result(result);
        }
    }

    /** What failed is the call, or producing its result. */
    void fail(Failure failure) {
        ended.run();
        ForwardedStream current;
        synchronized (this) {
            current = stream;
        }
        if (current != null) {
            current.fail(failure);
        } else if (claim()) {
            reply.failure(failure);
        }
    }

    void connectionClosed() {
        fail(CLOSED);
    }

    /** Called in the order of their coming. */
    void fragment(List<?> items) {
        stream().add(items);
    }

    void end() {
        ended.run();
        stream().end();
    }

    /** With the first fragment the result becomes a stream, which whoever called may take his time to fetch. */
    private ForwardedStream stream() {
        synchronized (this) {
            if (stream != null) {
                return stream;
            }
            stream = new ForwardedStream(this::proceed, ended);
        }
        if (claim()) {
            reply.stream(stream);
        }
        return stream;
    }

    private void proceed(long seqno) {
        client.send(Envelope.rpc("continue", id, seqno));
    }

    private synchronized boolean claim() {
        boolean isFirst = !isAnswered;
        isAnswered = true;
        answered.countDown();
        return isFirst;
    }

    @Override
    public void cancel() {
        ended.run();
        if (claim()) {
            reply.failure(Failure.of(Failure.Kind.INTERRUPTED, "'" + request.name() + "' was cancelled by its caller"));
        }
    }

    @Override
    public boolean awaitEnd(long timeoutInMs) throws InterruptedException {
        return answered.await(timeoutInMs, TimeUnit.MILLISECONDS);
    }
}
