package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.dispatch.ResultStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The streamed results of one client, by the id of their call (spec §5.4). Thread-safe. */
final class ResponseStreams {

    private final Client client;
    private final Host host;

    /** Guarded by this, as below. */
    private final Map<@Nullable Object, ResponseStream> open = new HashMap<>();

    private boolean isClosed;

    ResponseStreams(Client client, Host host) {
        this.client = client;
        this.host = host;
    }

    /** Sends the first fragment on the calling thread; the rest is fetched when it is asked for. */
    void open(@Nullable Object id, boolean isView, ResultStream items) {
        Settings settings = host.settings().get();
        ResponseStream stream = new ResponseStream(
                client, id, isView, settings.burstSize(), items, new Lane(host.workers()), ended -> remove(id, ended));
        ResponseStream before = find(id);
        if (before != null) {
            before.discard(); // the client gave its id to another call
        }
        if (add(id, stream, settings.maxCalls())) {
            stream.begin();
        } else {
            stream.refuse();
        }
    }

    private synchronized boolean add(@Nullable Object id, ResponseStream stream, int most) {
        return !isClosed && open.size() < most && open.putIfAbsent(id, stream) == null;
    }

    private synchronized void remove(@Nullable Object id, ResponseStream stream) {
        open.remove(id, stream);
    }

    private synchronized @Nullable ResponseStream find(@Nullable Object id) {
        return open.get(id);
    }

    /** The client wants a fragment. */
    void proceed(@Nullable Object id, @Nullable Object seqno) {
        ResponseStream stream = find(id);
        if (stream == null) {
            refuse(id);
        } else if (seqno instanceof Long wanted && wanted > 0) {
            stream.proceed(wanted);
        } else {
            client.sendError(id, RpcError.of(RpcError.INVALID, "Malformed request"));
        }
    }

    /** The client wants no more. */
    void abort(@Nullable Object id) {
        ResponseStream stream = find(id);
        if (stream == null) {
            refuse(id);
        } else {
            stream.discard();
            client.send(Envelope.rpc("close", id, null));
        }
    }

    private void refuse(@Nullable Object id) {
        client.sendError(id, RpcError.of(RpcError.NOT_FOUND, "Invalid call"));
    }

    /** Discards all of them. */
    void close() {
        List<ResponseStream> all;
        synchronized (this) {
            isClosed = true;
            all = List.copyOf(open.values());
        }
        all.forEach(ResponseStream::discard);
    }
}
