package dev.patchbay.worker.internal;

import dev.patchbay.worker.internal.Function.Parameter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Functions as a worker describes them. */
final class Functions {

    private Functions() {}

    /** @param json a list of objects */
    static List<Function> read(@Nullable Object json) {
        return objects(json).map(Functions::function).toList();
    }

    private static Stream<Map<?, ?>> objects(@Nullable Object json) {
        List<?> list = json instanceof List<?> known ? known : List.of();
        return list.stream().filter(Map.class::isInstance).map(each -> (Map<?, ?>) each);
    }

    private static Function function(Map<?, ?> json) {
        List<Parameter> parameters = objects(json.get("parameters"))
                .map(each -> new Parameter(String.valueOf(each.get("name")), Boolean.TRUE.equals(each.get("required"))))
                .toList();
        return new Function(
                String.valueOf(json.get("name")),
                parameters,
                Boolean.TRUE.equals(json.get("rest")),
                String.valueOf(json.get("doc")));
    }
}
