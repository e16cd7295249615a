package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.dispatch.Catalog.MethodDescription;
import dev.patchbay.dispatch.Catalog.ParameterDescription;
import dev.patchbay.dispatch.Catalog.TaskDescription;
import dev.patchbay.schema.Description;
import dev.patchbay.schema.Private;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the dispatcher's clients are told what there is (spec §5.2, §6). */
final class Discovery {

    /** The two methods that every service has. */
    static final String METADATA = "get_metadata";

    static final String METHODS = "enumerate_methods";

    private static final String PRIVATE = "private";
    private static final String DESCRIPTION = "description";

    private Discovery() {}

    /** The full name of what answers in the place of the two methods for services of the node; null for any other. */
    static @Nullable String answering(String method) {
        if (method.endsWith("." + METADATA)) {
            return PublishedServices.PREFIX + "discovery.get_service_metadata";
        }
        return method.endsWith("." + METHODS) ? PublishedServices.PREFIX + "discovery.get_methods" : null;
    }

    /** What {@code get_metadata} says: a service is private when its class says so, or all its methods are. */
    static Map<String, @Nullable Object> service(Optional<Class<?>> type, List<MethodDescription> methods) {
        boolean hasOnlyPrivate = !methods.isEmpty()
                && methods.stream().allMatch(method -> method.traits().isPrivate());
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put(PRIVATE, hasOnlyPrivate || type.filter(Discovery::isPrivate).isPresent());
        type.map(found -> found.getAnnotation(Description.class))
                .ifPresent(description -> entry.put(DESCRIPTION, description.value()));
        return entry;
    }

    private static boolean isPrivate(Class<?> type) {
        return type.isAnnotationPresent(Private.class);
    }

    /** Neither what begins with an underscore nor the two methods that every service has. */
    static boolean isListed(String method) {
        String name = method.substring(method.lastIndexOf('.') + 1);
        return !name.startsWith("_") && !name.equals(METADATA) && !name.equals(METHODS);
    }

    static Map<String, @Nullable Object> method(MethodDescription method) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("name", method.name().substring(method.name().lastIndexOf('.') + 1));
        entry.put(PRIVATE, method.traits().isPrivate());
        if (!method.description().isEmpty()) {
            entry.put(DESCRIPTION, method.description());
        }
        entry.put("params-schema", parameters(method.parameters()));
        if (!method.result().isEmpty()) {
            entry.put("result-schema", method.result());
        }
        return entry;
    }

    private static Map<String, @Nullable Object> parameters(List<ParameterDescription> parameters) {
        List<Object> items = new ArrayList<>();
        parameters.forEach(parameter -> items.add(parameter(parameter)));
        Map<String, @Nullable Object> schema = new LinkedHashMap<>();
        schema.put("type", "array");
        schema.put("items", items);
        return schema;
    }

    private static Map<String, @Nullable Object> parameter(ParameterDescription parameter) {
        Map<String, @Nullable Object> schema = new LinkedHashMap<>(parameter.schema());
        schema.putIfAbsent("title", parameter.name());
        if (!parameter.description().isEmpty()) {
            schema.putIfAbsent(DESCRIPTION, parameter.description());
        }
        if (parameter.required()) {
            schema.put("mandatory", true);
        }
        return schema;
    }

    static Map<String, @Nullable Object> task(TaskDescription task) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put(DESCRIPTION, task.description());
        entry.put("schema", task.arguments());
        entry.put("abortable", task.traits().isAbortable());
        entry.put(PRIVATE, task.traits().isPrivate());
        entry.put("metadata", task.traits().metadata());
        return entry;
    }
}
