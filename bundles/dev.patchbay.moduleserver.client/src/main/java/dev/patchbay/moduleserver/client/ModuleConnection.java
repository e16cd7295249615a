package dev.patchbay.moduleserver.client;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a module that stays open between calls. For one thread at a time.
 *
 * <p>The server closes it after any error, and when nothing is called for 1 s; then {@link #isOpen} is false at the latest
 * after the next call, and a new one is to be had from {@link ModuleServerClient#connect}. A call that ends with an {@link
 * IOException} may have been done or not.
 */
public final class ModuleConnection implements Closeable {

    private static final String GOODBYE = ModuleServerClient.request(null, false);

    private final ServerConnection connection;

    ModuleConnection(ServerConnection connection) {
        this.connection = connection;
    }

    /** As {@link ModuleServerClient#com(String, String, Object...)}. */
    public @Nullable Object call(String function, @Nullable Object... args) throws IOException, ModuleServerException {
        if (!isOpen()) {
            throw new IOException(
                    "Expected a connection that is open, but it was closed after an error. Connect again");
        }
        String request = ModuleServerClient.request(function, true, args);
        boolean isWell = false;
        try {
            Object result = connection.ask(request).get();
            isWell = true;
            return result;
        } finally {
            if (!isWell) {
                connection.close();
            }
        }
    }

    /** The module's help. */
    public @Nullable Object help() throws IOException, ModuleServerException {
        return call("_help");
    }

    /** False after an error, and after {@link #close}. That the server has closed it shows at the next call. */
    public boolean isOpen() {
        return connection.isOpen();
    }

    /** Says goodbye and closes; the module is free for others at once. Harmless when repeated. */
    @Override
    public void close() throws IOException {
        if (isOpen()) {
            try (connection) {
                connection.send(GOODBYE);
            } catch (SocketException e) {
                // the server was quicker, so there is nobody to say goodbye to
            }
        }
    }
}
