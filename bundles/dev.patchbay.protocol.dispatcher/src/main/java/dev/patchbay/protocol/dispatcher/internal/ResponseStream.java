package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.dispatch.ResultStream;
import dev.patchbay.dispatch.StreamEndedException;
import dev.patchbay.rpc.CallException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One streamed result: nothing beyond the wanted fragment is produced. A view keeps its fragments, so that any may be
 * asked for again (spec §5.4).
 */
final class ResponseStream {

    private static final Logger LOG = LoggerFactory.getLogger(ResponseStream.class);

    private final Client client;
    private final @Nullable Object id;
    private final boolean isView;
    private final int burst;
    private final ResultStream items;
    private final Lane lane;
    private final Consumer<ResponseStream> ended;

    /** All of a view's fragments; used by the thread that fetches, as the two below. */
    private final List<List<@Nullable Object>> kept = new ArrayList<>();

    private long produced;
    private boolean isExhausted;

    /** Guarded by this, as below. */
    private boolean isDiscarded;

    private @Nullable Thread fetcher;

    /** @param ended is told when nothing more can be asked for */
    ResponseStream(
            Client client,
            @Nullable Object id,
            boolean isView,
            int burst,
            ResultStream items,
            Lane lane,
            Consumer<ResponseStream> ended) {
        this.client = client;
        this.id = id;
        this.isView = isView;
        this.burst = burst;
        this.items = items;
        this.lane = lane;
        this.ended = ended;
    }

    /** Sends the first fragment, on the calling thread. */
    void begin() {
        fetch(1);
    }

    /** Sends a fragment, later. */
    void proceed(long wanted) {
        lane.add(() -> fetch(wanted));
    }

    /** Never begins. */
    void refuse() {
        items.close();
        client.sendError(id, RpcError.of(RpcError.BUSY, "Too many simultaneous requests"));
    }

    private void fetch(long wanted) {
        if (!enter()) {
            return;
        }
        try {
            answer(wanted);
        } catch (StreamEndedException e) {
            fail(RpcError.of(e.failure(), e.failure().message()));
        } catch (CallException e) {
            fail(RpcError.of(e));
        } catch (InterruptedException e) {
            fail(RpcError.of(RpcError.INTERRUPTED, "The call was interrupted"));
        } catch (RuntimeException e) {
            LOG.error("A streamed result failed", e);
            fail(RpcError.of(RpcError.FAULT, "The result could not be produced: " + e));
        } finally {
            leave();
        }
    }

    private void answer(long wanted) throws CallException, InterruptedException {
        if (!isView && wanted != produced + 1) {
            String message = "Expected fragment " + (produced + 1) + " to be asked for, got " + wanted;
            say(Envelope.rpc("error", id, RpcError.of(RpcError.INVALID, message).args()));
            return;
        }
        List<@Nullable Object> fragment = List.of();
        while (produced < wanted && !isExhausted) {
            fragment = produce();
        }
        if (wanted > produced) {
            end(wanted);
        } else {
            send(wanted, isView ? kept.get((int) wanted - 1) : fragment);
        }
    }

    /** The next fragment; empty at the end. */
    private List<@Nullable Object> produce() throws CallException, InterruptedException {
        List<@Nullable Object> fragment = items.take(burst);
        if (fragment.isEmpty()) {
            isExhausted = true;
            return fragment;
        }
        produced++;
        if (isView) {
            kept.add(fragment);
        }
        return fragment;
    }

    private void send(long seqno, List<@Nullable Object> fragment) {
        Map<String, @Nullable Object> args = new LinkedHashMap<>();
        args.put("seqno", seqno);
        args.put("fragment", fragment);
        say(Envelope.rpc("fragment", id, args));
    }

    private void end(long wanted) {
        say(Envelope.rpc("end", id, wanted));
        if (!isView) {
            say(Envelope.rpc("close", id, null));
            discard();
        }
    }

    private void fail(RpcError error) {
        say(Envelope.rpc("error", id, error.args()));
        discard();
    }

    /** Nothing follows its end. */
    private synchronized void say(Envelope message) {
        if (!isDiscarded) {
            client.send(message);
        }
    }

    private synchronized boolean enter() {
        if (isDiscarded) {
            return false;
        }
        fetcher = Thread.currentThread();
        return true;
    }

    private void leave() {
        boolean isLast;
        synchronized (this) {
            fetcher = null;
            isLast = isDiscarded;
            if (isLast) {
                Thread.interrupted(); // meant for the fetching only
            }
        }
        if (isLast) {
            items.close();
        }
    }

    /** Ends it; whoever fetches at this moment is interrupted. Harmless when repeated. */
    void discard() {
        boolean isIdle;
        synchronized (this) {
            if (isDiscarded) {
                return;
            }
            isDiscarded = true;
            isIdle = fetcher == null;
            if (fetcher != null && fetcher != Thread.currentThread()) {
                fetcher.interrupt();
            }
        }
        ended.accept(this);
        if (isIdle) {
            lane.add(items::close); // which may run code of the provider
        }
    }
}
