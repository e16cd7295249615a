package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.Request;
import dev.patchbay.dispatch.Request.Rule;
import dev.patchbay.dispatch.ResultStream;
import dev.patchbay.dispatch.RunningCall;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls of one client (spec §5.1): each gets exactly one answer. */
final class Calls {

    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

    private final Client client;
    private final Host host;
    private final ResponseStreams streams;

    /** What has not been answered. */
    private final Set<Answer> open = ConcurrentHashMap.newKeySet();

    private volatile boolean isClosed;

    Calls(Client client, Host host) {
        this.client = client;
        this.host = host;
        this.streams = new ResponseStreams(client, host);
    }

    ResponseStreams streams() {
        return streams;
    }

    /** @param args as they came: an array, an object or null, unless the client is wrong */
    void start(@Nullable Object id, String method, @Nullable Object args, boolean isView) {
        Answer answer = new Answer(id, method, args, isView);
        if (method.lastIndexOf('.') < 0) {
            answer.refuse(RpcError.of(RpcError.INVALID, "Invalid function path"));
        } else if (open.size() >= host.settings().get().maxCalls()) {
            answer.refuse(RpcError.of(RpcError.BUSY, "Too many simultaneous requests"));
        } else {
            open.add(answer);
            dispatch(answer);
        }
    }

    private void dispatch(Answer answer) {
        String description = Discovery.answering(answer.method);
        String service = PublishedServices.serviceOf(answer.method);
        if (description != null
                && host.published().contains(service)
                && host.clients().service(service).isEmpty()) {
            answer.startedAs(call(description, List.of(service), answer));
        } else {
            answer.startedAs(call(host.published().resolve(answer.method), answer.args, answer));
        }
    }

    private RunningCall call(String name, @Nullable Object args, Answer answer) {
        return host.dispatcher()
                .call(new Request(name, args, client.user(), client.connection(), 0, Map.of(), rules()), answer);
    }

    private Set<Rule> rules() {
        Set<Rule> rules = EnumSet.of(Rule.SIGNED_IN);
        if (client.isStrict()) {
            rules.add(Rule.STRICT);
        }
        if (isToldTraces()) {
            rules.add(Rule.TRACED);
        }
        return rules;
    }

    /** Only administrators, and only where the node's settings let them (spec §16). */
    private boolean isToldTraces() {
        return client.isAdministrator() && host.settings().get().stackTraces();
    }

    /** The connection has ended: cancels what runs, and discards what streams. */
    void close() {
        isClosed = true;
        open.forEach(Answer::cancel);
        streams.close();
    }

    /** Turns the outcome of one call into its messages. */
    private final class Answer implements Reply {

        private final @Nullable Object id;
        private final String method;
        private final @Nullable Object args;
        private final boolean isView;
        private volatile @Nullable RunningCall running;

        Answer(@Nullable Object id, String method, @Nullable Object args, boolean isView) {
            this.id = id;
            this.method = method;
            this.args = args;
            this.isView = isView;
        }

        /** When the connection has ended meanwhile, it is cancelled at once. */
        void startedAs(RunningCall call) {
            running = call;
            if (isClosed) {
                cancel();
            }
        }

        void cancel() {
            RunningCall call = running;
            if (call != null && open.contains(this)) {
                call.cancel();
            }
        }

        @Override
        public void result(@Nullable Object result) {
            open.remove(this);
            try {
                client.send(Envelope.rpc("response", id, result));
            } catch (IllegalArgumentException e) {
                LOG.warn("The result of '{}' cannot be sent", method, e);
                refuse(RpcError.of(RpcError.FAULT, "The result cannot be expressed in JSON: " + e.getMessage()));
            }
        }

        @Override
        public void failure(Failure failure) {
            open.remove(this);
            refuse(error(failure));
        }

        private RpcError error(Failure failure) {
            boolean areArgsOdd = args != null && !(args instanceof List) && !(args instanceof Map);
            if (failure.kind() == Failure.Kind.INVALID_INPUT && areArgsOdd) {
                return RpcError.of(RpcError.INVALID, "Function parameters should be passed as dictionary or array");
            }
            String service = PublishedServices.serviceOf(method);
            return RpcError.of(
                    failure,
                    host.published().contains(service) ? "Method not found" : "Service " + service + " not found");
        }

        void refuse(RpcError error) {
            client.sendError(id, error);
        }

        @Override
        public void stream(ResultStream items) {
            if (client.isStreaming()) {
                open.remove(this);
                streams.open(id, isView, items);
            } else {
                Reply.super.stream(items);
            }
        }
    }
}
