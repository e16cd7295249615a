package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The calls that one client is to answer (spec §8), by the ids they were sent with. Thread-safe. */
final class ForwardedCalls {

    /** Every call must be answered, whatever goes wrong (spec §3.1). */
    private static final Failure MALFORMED = new Failure(
            Failure.Kind.REFUSED,
            RpcError.FAULT,
            "Expected an object with the list 'fragment' as a part of the result, got something else from the service",
            null);

    private final Client client;
    private final Map<String, ForwardedCall> open = new ConcurrentHashMap<>();
    private volatile boolean isClosed;

    ForwardedCalls(Client client) {
        this.client = client;
    }

    /** A call that is not sent yet; it is answered when the connection ends. */
    ForwardedCall prepare(Request request, Reply reply) {
        String id = UUID.randomUUID().toString();
        ForwardedCall call = new ForwardedCall(id, client, request, reply, () -> open.remove(id));
        open.put(id, call);
        if (isClosed) {
            call.connectionClosed();
        }
        return call;
    }

    /** What answers no call that is open is ignored (spec §3), here as below. */
    void response(@Nullable Object id, @Nullable Object result) {
        ForwardedCall call = find(id);
        if (call != null) {
            call.succeed(result);
        }
    }

    void error(@Nullable Object id, @Nullable Object args) {
        ForwardedCall call = find(id);
        if (call != null) {
            call.fail(failure(args instanceof Map<?, ?> error ? error : Map.of()));
        }
    }

    private static Failure failure(Map<?, ?> error) {
        int code = error.get("code") instanceof Number number ? number.intValue() : RpcError.FAULT;
        String message = error.get("message") instanceof String text ? text : "The service failed";
        return new Failure(Failure.Kind.REFUSED, code, message, extra(error));
    }

    /** Older clients put it beside code and message. */
    private static @Nullable Object extra(Map<?, ?> error) {
        if (error.containsKey("extra")) {
            return error.get("extra");
        }
        Map<Object, @Nullable Object> rest = new LinkedHashMap<>(error);
        rest.remove("code");
        rest.remove("message");
        return rest.isEmpty() ? null : rest;
    }

    void fragment(@Nullable Object id, @Nullable Object args) {
        ForwardedCall call = find(id);
        if (call == null) {
            return;
        }
        if (args instanceof Map<?, ?> map && map.get("fragment") instanceof List<?> items) {
            call.fragment(items);
        } else {
            call.fail(MALFORMED);
        }
    }

    void end(@Nullable Object id) {
        ForwardedCall call = find(id);
        if (call != null) {
            call.end();
        }
    }

    private @Nullable ForwardedCall find(@Nullable Object id) {
        return id instanceof String text ? open.get(text) : null;
    }

    /** The connection has ended: whoever waits gets his answer at once. */
    void close() {
        isClosed = true;
        open.values().forEach(ForwardedCall::connectionClosed);
    }
}
