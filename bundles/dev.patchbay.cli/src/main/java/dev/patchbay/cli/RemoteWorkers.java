package dev.patchbay.cli;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The configured modules of a node. Each method calls the node, and waits. */
final class RemoteWorkers {

    /** The provider of the node that knows them. */
    static final String PROVIDER = "worker";

    private static final int METHOD_NOT_FOUND = -32601;

    private final JsonRpcClient client;

    RemoteWorkers(JsonRpcClient client) {
        this.client = client;
    }

    /** All of them, as the node tells them. */
    @Nullable
    Object told() throws IOException, InterruptedException, CallFailedException {
        return call("list", Map.of());
    }

    /** Has one loaded anew; returns when it was imported or could not be. */
    void reload(String name) throws IOException, InterruptedException, CallFailedException {
        call("reload", Map.of("name", name));
    }

    /** Has loaded and unloaded what changed in the configuration. */
    void reloadAll() throws IOException, InterruptedException, CallFailedException {
        call("reload_all", Map.of());
    }

    /** What one says of itself; a text as a rule. */
    @Nullable
    Object help(String name) throws IOException, InterruptedException, CallFailedException {
        return call("help", Map.of("name", name));
    }

    private @Nullable Object call(String method, Map<String, ?> params)
            throws IOException, InterruptedException, CallFailedException {
        try {
            return client.await(PROVIDER + "." + method, params);
        } catch (CallFailedException e) {
            throw e.code() == METHOD_NOT_FOUND ? noWorkers(e) : e;
        }
    }

    private static CallFailedException noWorkers(CallFailedException cause) {
        CallFailedException told = new CallFailedException(
                cause.code(),
                "The node serves no configured modules: " + cause.getMessage()
                        + "; a section 'worker' in its settings makes it",
                null);
        told.initCause(cause);
        return told;
    }
}
