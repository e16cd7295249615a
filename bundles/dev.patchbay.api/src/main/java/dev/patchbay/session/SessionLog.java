package dev.patchbay.session;

import dev.patchbay.rpc.CallException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The sessions of this node, past and present, on disk. Sessions that were open when the node ended count as closed.
 * Thread-safe; may block for the disk.
 *
 * <p>A record is {@code {id, username, resource, address, started_at, ended_at, active}}.
 */
@ProviderType
public interface SessionLog {

    /**
     * Opens a session.
     *
     * @param resource what the client calls itself; null for nothing
     * @param address where it comes from
     * @return its id: 1 for the node's first, never used again
     * @throws CallException when it cannot be recorded, with the reason
     */
    long open(String username, @Nullable String resource, String address) throws CallException;

    /** Closes a session; harmless when it is closed or unknown. A failure is logged. */
    void close(long id);

    /** The sessions that match; see {@link dev.patchbay.job.Jobs#query} for everything. */
    @Nullable
    Object query(@Nullable List<@Nullable Object> filter, @Nullable Map<String, @Nullable Object> options)
            throws CallException;
}
