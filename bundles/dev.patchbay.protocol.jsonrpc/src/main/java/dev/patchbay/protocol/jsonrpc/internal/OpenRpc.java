package dev.patchbay.protocol.jsonrpc.internal;

import dev.patchbay.dispatch.Catalog;
import dev.patchbay.dispatch.Catalog.MethodDescription;
import dev.patchbay.dispatch.Catalog.ParameterDescription;
import dev.patchbay.dispatch.Catalog.TaskDescription;
import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.json.JsonType;
import dev.patchbay.schema.Schemas;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The document of {@code rpc.discover} (OpenRPC 1.3.2): the protocol's own methods, every provider's, and the tasks. It
 * refers to nothing outside of it.
 */
final class OpenRpc {

    private static final Map<String, @Nullable Object> STRING = Map.of("type", "string");
    private static final Map<String, @Nullable Object> ANYTHING = Map.of();
    private static final Map<String, @Nullable Object> STRINGS = Map.of("type", "array", "items", STRING);

    private static final Map<String, @Nullable Object> FLAG = Map.of("type", "boolean");
    private static final Map<String, @Nullable Object> PRESENT =
            Map.of("type", "array", "items", object(Map.of("username", STRING, "node", STRING)));

    private final Dispatcher dispatcher;
    private final Schemas schemas;
    private final String title;
    private final String version;

    OpenRpc(Dispatcher dispatcher, Schemas schemas, String title, String version) {
        this.dispatcher = dispatcher;
        this.schemas = schemas;
        this.title = title;
        this.version = version;
    }

    Map<String, @Nullable Object> document() {
        Catalog catalog = dispatcher.catalog();
        DocumentSchemas used = new DocumentSchemas(schemas.definitions());
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("openrpc", "1.3.2");
        document.put("info", Map.of("title", title, "version", version));
        document.put("methods", methods(catalog, used));
        document.put("x-tasks", tasks(catalog, used));
        Map<String, @Nullable Object> components = used.components();
        if (!components.isEmpty()) {
            document.put("components", Map.of("schemas", components));
        }
        return document;
    }

    private static List<Object> methods(Catalog catalog, DocumentSchemas used) {
        List<Object> methods = new ArrayList<>(OWN_METHODS);
        catalog.methods().forEach(method -> methods.add(ofProvider(method, "#/methods/" + methods.size(), used)));
        return methods;
    }

    private static List<Object> tasks(Catalog catalog, DocumentSchemas used) {
        List<Object> tasks = new ArrayList<>();
        catalog.tasks().forEach(task -> tasks.add(task(task, "#/x-tasks/" + tasks.size(), used)));
        return tasks;
    }

    /** @param pointer where in the document it is put */
    private static Map<String, @Nullable Object> ofProvider(
            MethodDescription method, String pointer, DocumentSchemas used) {
        List<Object> params = new ArrayList<>();
        for (ParameterDescription parameter : method.parameters()) {
            Map<String, @Nullable Object> schema =
                    used.at(pointer + "/params/" + params.size() + "/schema", parameter.schema());
            params.add(param(parameter.name(), parameter.description(), parameter.required(), schema));
        }
        Map<String, @Nullable Object> result = used.at(pointer + "/result/schema", method.result());
        Map<String, @Nullable Object> entry = method(method.name(), method.description(), params, result);
        entry.put("x-bundle", method.bundle());
        entry.put("x-roles", method.roles().stream().sorted().toList());
        return entry;
    }

    /** @param pointer where in the document it is put */
    private static Map<String, @Nullable Object> task(TaskDescription task, String pointer, DocumentSchemas used) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("name", task.name());
        entry.put("description", task.description());
        entry.put("input", used.at(pointer + "/input", task.input()));
        entry.put("result", used.at(pointer + "/result", task.result()));
        entry.put("roles", task.roles().stream().sorted().toList());
        entry.put("bundle", task.bundle());
        return entry;
    }

    private static Map<String, @Nullable Object> method(
            String name, String description, List<Object> params, Map<String, @Nullable Object> result) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("name", name);
        entry.put("description", description);
        entry.put("paramStructure", "either");
        entry.put("params", params);
        entry.put("result", Map.of("name", "result", "schema", result));
        return entry;
    }

    private static Map<String, @Nullable Object> param(
            String name, String description, boolean required, Map<String, @Nullable Object> schema) {
        Map<String, @Nullable Object> param = new LinkedHashMap<>();
        param.put("name", name);
        param.put("description", description);
        param.put("required", required);
        param.put("schema", schema);
        return param;
    }

    private static final List<Object> OWN_METHODS = List.of(
            method(
                    "task.run",
                    "Runs a task and answers with its result.",
                    List.of(
                            param("name", "The task.", true, STRING),
                            param("data", "Its input.", false, ANYTHING),
                            param("timeLimitInMs", "The longest to wait; 0 for no limit.", false, whole())),
                    ANYTHING),
            method(
                    "event.subscribe",
                    "Hears events that match one of the masks, each as a notification 'event'.",
                    List.of(
                            param("masks", "Globs on event names.", true, STRINGS),
                            param("since", "The last number seen, to hear what was missed first.", false, whole()),
                            param("epoch", "The life of the node that number belongs to.", false, STRING)),
                    schema(EventFeed.SubscriptionState.class)),
            method(
                    "event.unsubscribe",
                    "Hears them no longer.",
                    List.of(param("masks", "Exactly those given to event.subscribe.", true, STRINGS)),
                    schema(EventFeed.SubscriptionState.class)),
            method(
                    "room.join",
                    "Enters a room; what happens there comes as notifications 'room'.",
                    List.of(param("room", "Its name; the room is there as long as somebody is in it.", true, STRING)),
                    object(Map.of("cid", STRING, "room", STRING, "present", PRESENT))),
            method(
                    "room.leave",
                    "Leaves a room; answers whether this connection was in it.",
                    List.of(param("room", "Its name.", true, STRING)),
                    Map.of("type", "boolean")),
            method(
                    "room.say",
                    "Says something to everybody in a room this connection is in, on every node.",
                    List.of(
                            param("room", "Its name.", true, STRING),
                            param("data", "What is said.", false, ANYTHING),
                            param("task", "A word by which clients tell messages apart; 'say' if none.", false, STRING),
                            param("others", "Whether this connection itself is left out.", false, FLAG)),
                    Map.of("type", "null")),
            method(
                    "session.login",
                    "Says who is behind this connection from now on, by a token or by a user name and a password.",
                    List.of(
                            param("token", "A token of that user.", false, STRING),
                            param("username", "His name, where there is no token.", false, STRING),
                            param("password", "His password, likewise.", false, STRING)),
                    schema(Methods.UserDescription.class)),
            method(
                    "session.whoami",
                    "Tells who is behind this connection.",
                    List.of(),
                    schema(Methods.UserDescription.class)),
            method("rpc.discover", "This document.", List.of(), Map.of("type", "object")));

    /** An object that has all of these. */
    private static Map<String, @Nullable Object> object(Map<String, @Nullable Object> properties) {
        return Map.of(
                "type",
                "object",
                "properties",
                properties,
                "required",
                properties.keySet().stream().sorted().toList());
    }

    private static Map<String, @Nullable Object> whole() {
        return Map.of("type", "integer", "minimum", 0L);
    }

    private static Map<String, @Nullable Object> schema(Class<?> type) {
        return JsonType.of(type).schema();
    }
}
