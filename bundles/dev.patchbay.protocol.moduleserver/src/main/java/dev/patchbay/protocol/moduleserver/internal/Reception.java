package dev.patchbay.protocol.moduleserver.internal;

import dev.patchbay.worker.WorkerException;
import dev.patchbay.worker.WorkerStatus;
import dev.patchbay.worker.Workers;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers those who say hello to the server itself, and not to a module. Thread-safe. Source: ModuleServer, §4. */
final class Reception {

    private static final String HELP = """
            Talk to this server in lines, each the form-encoded text of a JSON object and ended by a line feed.
            Every answer is {"response": ..., "error": true or false, "traceback": "..."}; after an error the connection is closed.

            First line: {"name": N}
              N is the name of a module: the response is "ack", and its worker waits for your requests
              N is "_ping" or null: the response is your address and port
              N is "_help": this text
              N is "_get_modules" or "_get_modules.<prefix>": the names of all modules, or of those that begin so
              N is "_reload_<module>", the name form-encoded once more: loads the module anew in a new process
              N is "_reload_": reads the configuration again

            Then, to a module: {"function": F, "args": [...], "keep_alive": true or false}
              F is the name of a function, which is called with the arguments by position, or "_help" for the module's help,
              or null to say goodbye
              with keep_alive true the connection stays open for the next request
            """;

    private static final String PING = "_ping";
    private static final String SERVER_HELP = "_help";
    private static final String MODULES = "_get_modules";
    private static final String RELOAD = "_reload_";

    private final Workers workers;

    Reception(Workers workers) {
        this.workers = workers;
    }

    /** Whether somebody wants what only {@link #reload} does. */
    static boolean isReload(@Nullable String name) {
        return name != null && name.startsWith(RELOAD);
    }

    /** Whether somebody wants what {@link #answer} knows. */
    static boolean isQuestion(@Nullable String name) {
        return name == null || name.equals(PING) || name.equals(SERVER_HELP) || name.startsWith(MODULES);
    }

    /** The answer to a question; does not block. */
    Object answer(@Nullable String name, InetSocketAddress client) {
        if (name == null || name.equals(PING)) {
            return List.of(client.getAddress().getHostAddress(), client.getPort());
        }
        return name.equals(SERVER_HELP) ? help() : modules(name);
    }

    private String help() {
        return "Available modules: " + String.join(", ", names()) + "\n\n" + HELP;
    }

    private List<String> modules(String question) {
        int separator = MODULES.length();
        String prefix = question.length() <= separator ? "" : question.substring(separator + 1);
        return names().stream().filter(name -> name.startsWith(prefix)).toList();
    }

    private List<String> names() {
        return workers.list().stream().map(WorkerStatus::name).toList();
    }

    /**
     * Reloads; blocks as long as {@link Workers#reload} does.
     *
     * @return the answer
     * @throws WorkerException when nothing was reloaded
     */
    String reload(String order) throws WorkerException, InterruptedException {
        String module = decoded(order.substring(RELOAD.length()));
        if (module.isEmpty()) {
            workers.reloadAll();
            return "Reloaded config";
        }
        return workers.reload(module) ? "Reloaded \"" + module + "\"" : "Failed to find module \"" + module + "\"";
    }

    /** The original client does not encode the name, so what cannot be decoded is meant as it stands. */
    private static String decoded(String name) {
        try {
            return FormEncoding.decode(name);
        } catch (Refusal e) {
            return name;
        }
    }
}
