package dev.patchbay.worker.java;

import dev.patchbay.worker.java.function.FunctionDescription;
import dev.patchbay.worker.java.function.NoSuchFunctionException;
import dev.patchbay.worker.java.function.Traces;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Does what the node orders. For one thread. Source: ModuleServer, §5 and §6. */
final class ModuleServer {

    private static final Logger LOG = Logger.getLogger("worker");
    private static final String NOT_FOUND = "Exception: function not found in INSTANCE (case matters)";
    private static final String TRACEBACK = "traceback";

    private final NodeConnection node;
    private String name = "";
    private String className = "";
    private @Nullable String dispatch;
    private @Nullable LoadedModule module;
    private @Nullable Object instance;

    ModuleServer(NodeConnection node) {
        this.node = node;
    }

    /** @return false when it was told to stop, or has nothing to serve */
    boolean perform(Map<String, @Nullable Object> order) {
        switch (String.valueOf(order.get("do"))) {
            case "load" -> {
                return load(order);
            }
            case "call" -> call(order);
            case "help" -> answer(() -> require().functions().help(name, dispatch));
            case "reload" -> reload(strings(order.get("path")));
            default -> {
                return false;
            }
        }
        return true;
    }

    private LoadedModule require() {
        return Objects.requireNonNull(module, "nothing is loaded");
    }

    private boolean load(Map<String, @Nullable Object> order) {
        name = String.valueOf(order.get("name"));
        className = String.valueOf(order.get("entry"));
        dispatch = (String) order.get("dispatch");
        RecordHandler.setLevel(String.valueOf(order.get("level")));
        try {
            module = LoadedModule.load(strings(order.get("path")), className);
        } catch (ReflectiveOperationException | IOException | LinkageError e) {
            node.send(message("failed", Traces.text(e)));
            return false;
        }
        node.send(message("imported", null));
        String traceback = construct();
        node.send(withFunctions(message("made", traceback)));
        return true;
    }

    /** Makes the instance. @return the trace when that failed; null otherwise */
    private @Nullable String construct() {
        try {
            instance = require().construct();
            return null;
        } catch (Throwable e) { // whatever a module throws, its worker goes on
            LOG.log(Level.SEVERE, "The constructor failed", e);
            instance = null;
            return Traces.text(e);
        }
    }

    private Map<String, @Nullable Object> withFunctions(Map<String, @Nullable Object> message) {
        LoadedModule now = require();
        List<Map<String, Object>> functions = dispatch == null && instance != null
                ? now.functions().describe().stream()
                        .map(ModuleServer::describe)
                        .toList()
                : List.of();
        message.put("functions", functions);
        return message;
    }

    private static Map<String, Object> describe(FunctionDescription function) {
        List<Map<String, Object>> parameters = new ArrayList<>();
        for (String parameter : function.parameters()) {
            parameters.add(Map.of("name", parameter, "required", parameters.size() < function.required()));
        }
        return Map.of("name", function.name(), "parameters", parameters, "rest", function.hasRest(), "doc", "");
    }

    private void call(Map<String, @Nullable Object> order) {
        String function = String.valueOf(order.get("function"));
        List<@Nullable Object> args = list(order.get("args"));
        answer(() -> perform(String.valueOf(order.get("client")), function, args));
    }

    private @Nullable Object perform(String client, String function, List<@Nullable Object> args) throws Exception {
        Object target = Objects.requireNonNull(instance, "Module failed to load INSTANCE");
        if (dispatch == null) {
            return require().functions().call(target, function, args, Values::read);
        }
        List<@Nullable Object> all = new ArrayList<>();
        all.add(client);
        all.add(function);
        all.addAll(args);
        return require().functions().call(target, dispatch, all, Values::read);
    }

    /** What a module computes. */
    @FunctionalInterface
    private interface Work {
        @Nullable
        Object run() throws Throwable;
    }

    private void answer(Work work) {
        Object result;
        try {
            result = work.run();
        } catch (NoSuchFunctionException e) {
            node.send(message("answer", dispatch == null ? NOT_FOUND : Traces.text(e)));
            return;
        } catch (Throwable e) { // whatever a module throws is its answer
            LOG.log(Level.SEVERE, "A call failed", e);
            node.send(message("answer", Traces.text(e)));
            return;
        }
        sendResult(result);
    }

    private void sendResult(@Nullable Object result) {
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("is", "answer");
        message.put("result", result);
        try {
            node.send(message);
        } catch (IllegalArgumentException e) {
            String type = result == null ? "null" : result.getClass().getName();
            node.send(message("answer", "TypeError: a value of type " + type + " " + e.getMessage()));
        }
    }

    /** Loads the new class first, so that the old one goes on serving when that fails. */
    private void reload(List<String> path) {
        LoadedModule old = require();
        LoadedModule fresh;
        try {
            fresh = LoadedModule.load(path, className);
        } catch (ReflectiveOperationException | IOException | LinkageError e) {
            reloaded(Traces.text(e));
            return;
        }
        boolean hadInstance = instance != null;
        closeInstance();
        module = fresh;
        String traceback = construct();
        if (traceback != null && hadInstance) {
            module = old;
            close(fresh);
            construct();
        } else {
            close(old);
        }
        reloaded(traceback);
    }

    private void reloaded(@Nullable String traceback) {
        Map<String, @Nullable Object> message = withFunctions(message("reloaded", traceback));
        message.put("hasInstance", instance != null);
        node.send(message);
    }

    /** The last thing done. */
    void close() {
        closeInstance();
    }

    private void closeInstance() {
        Object leaving = instance;
        instance = null;
        if (leaving instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Throwable e) { // it leaves all the same
                LOG.log(Level.SEVERE, "The instance could not be closed", e);
            }
        }
    }

    private static void close(LoadedModule leaving) {
        try {
            leaving.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The class loader could not be closed", e);
        }
    }

    private static Map<String, @Nullable Object> message(String what, @Nullable String traceback) {
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("is", what);
        message.put(TRACEBACK, traceback);
        return message;
    }

    private static List<@Nullable Object> list(@Nullable Object value) {
        return value instanceof List<?> list ? new ArrayList<>(list) : new ArrayList<>();
    }

    private static List<String> strings(@Nullable Object value) {
        return list(value).stream().map(String::valueOf).toList();
    }
}
