package dev.patchbay.protocol.jsonrpc.internal;

import dev.patchbay.dispatch.Request;
import dev.patchbay.dispatch.RunningCall;
import dev.patchbay.endpoint.CloseCode;
import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.Message;
import dev.patchbay.endpoint.spi.MessageReceiver;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import dev.patchbay.protocol.jsonrpc.internal.RpcRequest.InvalidRequestException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: reads its messages in order and starts what they ask for; answers leave as they come.
 *
 * <p>Small messages are read on the I/O thread that brought them. Batches, large messages and signing in go to a
 * worker; later messages wait meanwhile, so that order holds and a client may send its token and its first call in one
 * go.
 */
final class RpcConnection implements MessageReceiver {

    private static final Logger LOG = LoggerFactory.getLogger(RpcConnection.class);

    private static final int MAX_WAITING = 1_000;

    /** Text up to this length is parsed in less time than handing it to another thread takes. */
    private static final int SMALL_TEXT = 16 << 10;

    private final Connection connection;
    private final Services services;
    private final Supplier<Limits> limits;
    private final EventFeed feed;
    private final RoomVisits visits;
    private final Methods methods;
    private final OpenCalls calls = new OpenCalls();
    private final CallRate rate;

    /** Messages that wait for a worker to be done; null while none is at work. Guarded by this. */
    private @Nullable Queue<String> waiting;

    private volatile @Nullable Thread worker;

    RpcConnection(Connection connection, Services services, Supplier<Limits> limits) {
        this.connection = connection;
        this.services = services;
        this.limits = limits;
        this.feed = new EventFeed(connection, services.events());
        this.visits = new RoomVisits(connection, services.rooms(), services.forms());
        this.methods = new Methods(this, services, feed, visits);
        this.rate = new CallRate(services.nanoTime());
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void onText(Connection from, String text) {
        if (queued(text)) {
            return;
        }
        if (text.length() <= SMALL_TEXT && !text.stripLeading().startsWith("[")) {
            handle(text);
        } else {
            whileOthersWait(() -> handle(text));
        }
    }

    private synchronized boolean queued(String text) {
        if (waiting == null) {
            return false;
        }
        if (waiting.size() == MAX_WAITING) {
            connection.close(CloseCode.POLICY, "more than " + MAX_WAITING + " messages waiting");
        } else {
            waiting.add(text);
        }
        return true;
    }

    /** Does something that may block, and keeps later messages waiting until it is done. */
    void whileOthersWait(Runnable work) {
        if (Thread.currentThread() == worker) {
            work.run();
            return;
        }
        synchronized (this) {
            waiting = new ArrayDeque<>();
        }
        services.workers().execute(() -> workThenResume(work));
    }

    private void workThenResume(Runnable work) {
        worker = Thread.currentThread();
        try {
            work.run();
            for (String next = nextWaiting(); next != null; next = nextWaiting()) {
                handle(next);
            }
        } catch (RuntimeException e) {
            LOG.error("Connection {} is closed: a message of it failed on a worker", connection.id(), e);
            connection.close(CloseCode.SERVER_ERROR, "the endpoint failed");
        }
    }

    private synchronized @Nullable String nextWaiting() {
        String next = waiting == null ? null : waiting.poll();
        if (next == null) {
            waiting = null;
            worker = null;
        }
        return next;
    }

    private void handle(String text) {
        Object message;
        try {
            message = Json.parse(text);
        } catch (JsonException e) {
            send(AnswerText.error(null, new RpcError(RpcError.PARSE_ERROR, "Parse error: " + e.getMessage(), null)));
            return;
        }
        if (message instanceof List<?> batch) {
            handleBatch(batch);
        } else {
            handle(message, Outbox.single(this::send));
        }
    }

    private void handleBatch(List<?> batch) {
        int max = limits.get().maxBatch();
        if (batch.isEmpty() || batch.size() > max) {
            send(AnswerText.error(
                    null,
                    new RpcError(
                            RpcError.INVALID_REQUEST,
                            "Invalid Request: expected 1 to " + max + " requests in a batch, got " + batch.size(),
                            null)));
            return;
        }
        Outbox outbox = new Outbox.Batch(batch.size(), this::send);
        batch.forEach(message -> handle(message, outbox));
    }

    private void handle(@Nullable Object message, Outbox outbox) {
        try {
            start(RpcRequest.of(message), outbox);
        } catch (InvalidRequestException e) {
            outbox.put(AnswerText.error(
                    e.id(), new RpcError(RpcError.INVALID_REQUEST, "Invalid Request: " + e.getMessage(), null)));
        }
    }

    private void start(RpcRequest request, Outbox outbox) {
        Limits now = limits.get();
        RequestAnswer answer = new RequestAnswer(request, outbox);
        if (calls.open(answer) > now.maxCalls()) {
            answer.refuse("This connection runs " + now.maxCalls() + " calls already; wait for answers");
        } else if (now.maxCallsPerSecond() > 0 && !rate.take(now.maxCallsPerSecond())) {
            answer.refuse("This connection may call " + now.maxCallsPerSecond() + " times a second; call more slowly");
        } else {
            methods.start(request.method(), request.params(), answer);
        }
    }

    /** A call or run of this connection's user. */
    Request request(String name, @Nullable Object params, long timeLimitInMs) {
        return new Request(name, params, connection.user(), connection, timeLimitInMs);
    }

    private void send(String text) {
        connection.send(Message.text(text));
    }

    @Override
    public void onClosed(Connection closed, int code, String reason) {
        synchronized (this) {
            if (waiting != null) {
                waiting.clear();
            }
        }
        feed.close();
        visits.close();
        calls.close();
    }

    /** Turns the outcome of one request into its text, or into nothing for a notification. */
    private final class RequestAnswer extends OpenCalls.Entry implements Answer {

        private final RpcRequest request;
        private final Outbox outbox;

        RequestAnswer(RpcRequest request, Outbox outbox) {
            this.request = request;
            this.outbox = outbox;
        }

        @Override
        public void startedAs(RunningCall call) {
            calls.startedAs(this, call);
        }

        @Override
        public void result(@Nullable Object result) {
            settle(() -> AnswerText.result(request.id(), result));
        }

        @Override
        public void error(RpcError error) {
            settle(() -> AnswerText.error(request.id(), error));
        }

        void refuse(String reason) {
            error(new RpcError(RpcError.OVERLOADED, reason, null));
        }

        private void settle(Supplier<String> text) {
            calls.settle(this);
            if (request.isNotification()) {
                outbox.skip();
            } else {
                outbox.put(text.get());
            }
        }
    }
}
