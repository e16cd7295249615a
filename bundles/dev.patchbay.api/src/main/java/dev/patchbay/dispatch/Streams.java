package dev.patchbay.dispatch;

import dev.patchbay.dispatch.Failure.Kind;
import dev.patchbay.rpc.CallException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Streams for those who take a result only as a whole. */
final class Streams {

    private static final int CHUNK = 256;

    private Streams() {}

    /** Answers with everything the stream has, as a list, or with the failure it ended with. */
    static void collect(ResultStream items, Reply reply) {
        List<@Nullable Object> all = new ArrayList<>();
        try (items) {
            List<@Nullable Object> chunk;
            do {
                chunk = items.take(CHUNK);
                all.addAll(chunk);
            } while (chunk.size() == CHUNK);
        } catch (StreamEndedException e) {
            reply.failure(e.failure());
            return;
        } catch (CallException e) {
            reply.failure(new Failure(Kind.REFUSED, e.code(), String.valueOf(e.getMessage()), e.data()));
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reply.failure(Failure.of(Kind.INTERRUPTED, "The call was interrupted"));
            return;
        }
        reply.result(all);
    }
}
