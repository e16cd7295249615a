package dev.patchbay.worker.internal;

import dev.patchbay.json.Json;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a worker's process is told: a line each, of JSON. */
final class Orders {

    static final String STOP = "{\"do\":\"stop\"}";

    private Orders() {}

    /** @param module without the prefix of its kind @param path where it is looked for */
    static String load(ModuleSpec spec, String module, List<Path> path, Level level) {
        Map<String, @Nullable Object> order = new LinkedHashMap<>();
        order.put("do", "load");
        order.put("name", spec.name());
        order.put("module", module);
        order.put("entry", spec.entry());
        order.put("dispatch", spec.dispatch());
        order.put("level", level.name());
        order.put("path", texts(path));
        return Json.write(order);
    }

    static String reload(List<Path> path) {
        return Json.write(Map.of("do", "reload", "path", texts(path)));
    }

    private static List<String> texts(List<Path> path) {
        return path.stream().map(Path::toString).toList();
    }

    /** @throws IllegalArgumentException when an argument cannot be JSON */
    static String perform(Order order) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        String function = order.function();
        line.put("do", function == null ? "help" : "call");
        if (function != null) {
            line.put("client", order.client());
            line.put("function", function);
            line.put("args", order.args());
        }
        return Json.write(line);
    }
}
