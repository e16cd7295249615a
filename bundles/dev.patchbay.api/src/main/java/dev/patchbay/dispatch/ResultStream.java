package dev.patchbay.dispatch;

import dev.patchbay.rpc.CallException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A result that is produced while it is fetched. Used by one thread at a time; must be closed.
 *
 * <p>As long as it is open its provider counts as running a call: one that leaves waits its drain time for it, and then
 * the stream ends with an exception.
 */
@ProviderType
public interface ResultStream extends AutoCloseable {

    /**
     * The next items. Runs the provider's code on the calling thread and may block; computes no item beyond those.
     *
     * @param max 1 or more
     * @return plain Java types; fewer than {@code max}, or none, only at the end
     * @throws CallException when producing failed, a {@link StreamEndedException} where it is the dispatcher's own stream;
     *     the stream has ended then
     * @throws InterruptedException when the calling thread was interrupted; the stream has ended then
     */
    List<@Nullable Object> take(int max) throws CallException, InterruptedException;

    /**
     * Fetches all of it on the calling thread, closes it and answers with the whole as a list, or with the failure it ended
     * with. For use by {@link Reply#stream} only: the time limit of the call covers it.
     */
    default void collect(Reply reply) {
        Streams.collect(this, reply);
    }

    /** Ends it and lets go of the provider, whose code may run on the calling thread. Harmless when repeated. */
    @Override
    void close();
}
