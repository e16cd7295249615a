package dev.patchbay.worker.java;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A process that serves one module to the node that started it.
 *
 * <ol>
 *   <li>It connects to the node, shows its token, and is told what to load.
 *   <li>It loads the class and says so, makes the instance and says so.
 *   <li>It does what the node tells it, one after the other, on the thread of {@code main}.
 *   <li>Told to stop, or when the node closes, it closes the instance and ends, whatever threads the module has.
 *   <li>{@value NodeConnection#GRACE_IN_MS} ms after the node closed it ends though the module is busy.
 * </ol>
 */
public final class WorkerMain {

    /** Environment variable with the port of the node on loopback. */
    public static final String PORT = "PATCHBAY_WORKER_PORT";

    /** Environment variable with what the worker shows to the node. */
    public static final String TOKEN = "PATCHBAY_WORKER_TOKEN";

    private WorkerMain() {}

    /** @param args none */
    public static void main(String[] args) throws IOException, InterruptedException {
        System.setIn(InputStream.nullInputStream());
        NodeConnection node = NodeConnection.open(Integer.parseInt(require(PORT)), require(TOKEN));
        RecordHandler.install(node);
        ModuleServer server = new ModuleServer(node);
        Map<String, @Nullable Object> order = node.next();
        boolean goesOn = true;
        while (goesOn && order != null) {
            goesOn = server.perform(order);
            order = goesOn ? node.next() : null;
        }
        server.close();
        System.exit(0); // a thread of the module must not keep the process
    }

    private static String require(String variable) {
        String value = System.getenv(variable);
        if (value == null) {
            throw new IllegalStateException(
                    "Expected the environment variable " + variable + ": this program is started by a Patchbay node");
        }
        return value;
    }
}
