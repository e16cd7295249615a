package dev.patchbay.dispatch.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Request;
import dev.patchbay.json.Definitions;
import dev.patchbay.json.Json;
import dev.patchbay.schema.Accepts;
import dev.patchbay.schema.Default;
import dev.patchbay.schema.Range;
import dev.patchbay.session.User;
import dev.patchbay.task.spi.Positional;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.Test;

public class TaskInputTest {

    record Disk(String path) {}

    @Positional
    record Volume(
            String name,
            @Range(min = 1) int size,
            @Default("\"mirror\"") String level,
            Optional<List<Disk>> disks) {}

    record Plain(String name) {}

    static final class Untouched {}

    @Accepts("""
            [{"type": "string", "title": "id", "mandatory": true},
             {"type": "object", "properties": {
               "size": {"type": "integer", "default": 5},
               "used": {"type": "integer", "readOnly": true}}},
             {"$ref": "Level"}]""")
    static final class Described {}

    record Update(
            String name,
            Map<String, Object> changes,
            @Nullable String level) {}

    @Accepts("[{\"type\":\"integer\"}]")
    static final class Single {}

    @Accepts("{\"properties\":{\"name\":{\"maxLength\":2}}}")
    static final class WholeDescribed {}

    private final Map<String, Map<String, @Nullable Object>> definitions =
            new ConcurrentHashMap<>(Map.of("Level", Map.of("enum", List.of("mirror", "stripe"))));

    private TaskInput input(Type type, Class<?> task) {
        return TaskInput.of(type, task, () -> Map.copyOf(definitions));
    }

    private static Request request(@Nullable Object params, Request.Rule... rules) {
        return new Request("volume.create", params, User.ANONYMOUS, null, 0, Map.of(), Set.of(rules));
    }

    private static @Nullable Object byList(TaskInput input, Object... arguments) throws Exception {
        List<Object> list = List.of(arguments);
        return input.bindArguments(request(list), list);
    }

    private static List<Object> paths(TaskInput input, @Nullable Object params, Request.Rule... rules) {
        Request request = request(params, rules);
        Failure failure = assertThrows(Binding.RefusedException.class, () -> {
                    if (params instanceof List<?> list) {
                        input.bindArguments(request, list);
                    } else {
                        input.bind(request);
                    }
                })
                .failure();
        assertEquals(Failure.Kind.INVALID_INPUT, failure.kind());
        return ((List<?>) failure.data())
                .stream().<Object>map(each -> ((Map<?, ?>) each).get("path")).toList();
    }

    @Test
    public void componentsAreTheArgumentsInOrder() throws Exception {
        TaskInput volume = input(Volume.class, Untouched.class);
        Volume full = new Volume("tank", 5, "stripe", Optional.of(List.of(new Disk("/dev/a"))));
        assertEquals(full, byList(volume, "tank", 5L, "stripe", List.of(Map.of("path", "/dev/a"))));
        Volume brief = new Volume("tank", 5, "mirror", Optional.empty());
        assertEquals(brief, byList(volume, "tank", 5L));
        assertEquals(brief, volume.bind(request(Map.of("name", "tank", "size", 5L))));
    }

    @Test
    public void violationsBeginWithThePositionOfTheArgument() {
        TaskInput volume = input(Volume.class, Untouched.class);
        assertEquals(List.of("/0", "/1"), paths(volume, List.of()));
        assertEquals(List.of("/0", "/1"), paths(volume, List.of(5L, 0L)));
        assertEquals(List.of("/4"), paths(volume, List.of("a", 1L, "b", List.of(), 1L)));
        assertEquals(List.of("/3/0/path"), paths(volume, List.of("a", 1L, "b", List.of(Map.of("path", 5L)))));
        assertEquals(List.of("/size"), paths(volume, Map.of("name", "tank", "size", 0L)));
    }

    @Test
    public void aLiteralSchemaOfTheWholeIsAskedToo() throws Exception {
        TaskInput volume = input(Volume.class, WholeDescribed.class);
        assertEquals("ab", ((Volume) byList(volume, "ab", 1L)).name());
        assertEquals(List.of("/0"), paths(volume, List.of("abc", 1L)));
    }

    @Test
    public void argumentsAreDescribedByTheirComponents() throws Exception {
        List<Map<String, Object>> arguments =
                input(Volume.class, Untouched.class).argumentSchemas();
        assertEquals(4, arguments.size());
        assertEquals(Json.parse("{\"type\":\"string\",\"title\":\"name\",\"mandatory\":true}"), arguments.get(0));
        assertEquals(Json.parse("{\"type\":\"string\",\"default\":\"mirror\",\"title\":\"level\"}"), arguments.get(2));
    }

    @Test
    public void withoutPositionsOneArgumentIsTheWhole() throws Exception {
        TaskInput plain = input(Plain.class, Untouched.class);
        assertEquals(new Plain("a"), byList(plain, Map.of("name", "a")));
        assertEquals(List.of("/0/name"), paths(plain, List.of(Map.of("name", 5L))));
        assertEquals(List.of("/0"), paths(plain, List.of()));
        assertEquals(List.of("/1"), paths(plain, List.of(Map.of("name", "a"), 1L)));
        assertEquals(1, plain.argumentSchemas().size());
        TaskInput nothing = input(Void.class, Untouched.class);
        assertNull(byList(nothing));
        assertEquals(List.of(), nothing.argumentSchemas());
        assertEquals(List.of("/0"), paths(nothing, List.of("a")));
    }

    @Test
    public void oneSchemaForEachArgumentDescribesARecord() throws Exception {
        TaskInput update = input(Update.class, Described.class);
        Update expected = new Update("tank", Map.of("size", 5L), null);
        assertEquals(expected, byList(update, "tank", Map.of("used", 9L)));
        assertEquals(expected, update.bind(request(Map.of("id", "tank", "changes", Map.of()))));
        assertEquals(expected, update.bind(request(Map.of("name", "tank", "changes", Map.of()))));
        assertEquals(List.of("/0", "/1/size"), paths(update, List.of(1L, Map.of("size", "big"))));
        assertEquals(List.of("/2"), paths(update, List.of("tank", Map.of(), "raid")));
        assertEquals(List.of("/id"), paths(update, Map.of("id", 1L, "changes", Map.of())));
        assertEquals(
                Set.of("name", "changes"), Set.copyOf((List<?>) update.schema().get("required")));
    }

    @Test
    public void readOnlyIsLeftOutOrRefusedWhenStrict() throws Exception {
        TaskInput update = input(Update.class, Described.class);
        List<Object> params = List.of("tank", Map.of("used", 9L));
        assertEquals(new Update("tank", Map.of("size", 5L), null), update.bindArguments(request(params), params));
        assertEquals(List.of("/1/used"), paths(update, params, Request.Rule.STRICT));
    }

    @Test
    public void oneSchemaForEachArgumentDescribesAList() throws Exception {
        TaskInput list = input(List.class, Described.class);
        assertEquals(List.of("tank", Map.of("size", 5L)), byList(list, "tank", Map.of()));
        assertEquals(List.of("tank"), byList(list, "tank"));
        assertEquals(List.of("/0"), paths(list, List.of()));
        assertEquals(false, list.schema().get("items"));
    }

    @Test
    public void oneSchemaDescribesAnyOtherType() throws Exception {
        TaskInput single = input(Long.class, Single.class);
        assertEquals(5L, byList(single, 5L));
        assertEquals(5L, single.bind(request(5L)));
        assertEquals(List.of("/0"), paths(single, List.of("a")));
        assertThrows(IllegalArgumentException.class, () -> input(Long.class, Described.class));
        assertThrows(IllegalArgumentException.class, () -> input(Plain.class, Described.class));
    }

    @Test
    public void onlyARecordHasPositions() {
        @Positional
        final class Wrong {}

        String message = assertThrows(
                        IllegalArgumentException.class, () -> TaskInput.of(String.class, Wrong.class, Definitions.NONE))
                .getMessage();
        assertTrue(message, message.contains("@Positional"));
    }
}
