package dev.patchbay.protocol.jsonrpc.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dispatch.Catalog;
import dev.patchbay.dispatch.Catalog.MethodDescription;
import dev.patchbay.dispatch.Catalog.ParameterDescription;
import dev.patchbay.dispatch.Catalog.TaskDescription;
import dev.patchbay.dispatch.Catalog.Traits;
import dev.patchbay.json.JsonSchema;
import dev.patchbay.session.User;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.Before;
import org.junit.Test;

public class OpenRpcTest {

    private static final String DISCOVER = "{'jsonrpc':'2.0','id':1,'method':'rpc.discover'}";
    private static final Map<String, Object> TEXT = Map.of("type", "string");

    private final Peer peer = new Peer();

    @Before
    public void offerAMethodAndATask() {
        peer.dispatcher.describes(new Catalog(
                List.of(new TaskDescription(
                        "hello",
                        "Greets.",
                        Map.of("type", "object"),
                        List.of(),
                        TEXT,
                        Set.of("b", "a"),
                        "x/1",
                        Traits.NONE)),
                List.of(new MethodDescription(
                        "clock.now",
                        "What time it is.",
                        List.of(new ParameterDescription(
                                "zone", "Where.", false, Map.of("type", "string", "default", "UTC"))),
                        TEXT,
                        Set.of(),
                        "x/1",
                        Traits.NONE))));
    }

    private Map<?, ?> document() {
        return Peer.resultOf(peer.ask(DISCOVER));
    }

    private Map<?, ?> method(String name) {
        return methods().stream()
                .filter(method -> name.equals(method.get("name")))
                .findFirst()
                .orElseThrow();
    }

    private List<Map<?, ?>> methods() {
        return ((List<?>) document().get("methods"))
                .stream().<Map<?, ?>>map(method -> (Map<?, ?>) method).toList();
    }

    private static JsonSchema openRpc() throws IOException {
        try (InputStream text = OpenRpcTest.class.getResourceAsStream("openrpc.schema.json")) {
            assertNotNull(text);
            return schema(Peer.plain(new String(text.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }

    @Test
    public void theDocumentIsWhatOpenRpcAsksFor() throws Exception {
        assertEquals(List.of(), openRpc().check(document()));
    }

    @Test
    public void theCheckWouldSeeAFault() throws Exception {
        assertFalse(openRpc()
                .check(Map.of("openrpc", "1.3.2", "methods", List.of()))
                .isEmpty());
    }

    @Test
    public void theCheckWouldSeeWhatLeadsOutOfTheDocument() throws Exception {
        for (Object schema : List.of(
                Map.of("items", Map.of("$ref", "Pool")), Map.of("type", "datetime"), Map.of("$id", "urn:java:Node"))) {
            Map<String, Object> document = new HashMap<>();
            document().forEach((key, value) -> document.put(String.valueOf(key), value));
            document.put("components", Map.of("schemas", Map.of("Disk", schema)));
            assertFalse(openRpc().check(document).isEmpty());
        }
    }

    /** A method and a task whose schemas refer to others, in circles too, and to parts of themselves. */
    private void offerReferences() {
        peer.schemas.define("Pool", "{'type': 'object', 'properties': {'disks': {'items': {'$ref': 'Disk'}}}}");
        peer.schemas.define(
                "Disk",
                "{'type': 'object', 'properties': {'pool': {'$ref': 'Pool'}, 'at': {'$ref': '#/definitions/at'}},"
                        + " 'definitions': {'at': {'type': ['datetime', 'null']}}}");
        peer.schemas.define("Unused", "{'type': 'string'}");
        Map<String, Object> tree = Map.of(
                "$id", "urn:java:Tree",
                "$ref", "#/$defs/Tree",
                "$defs", Map.of("Tree", Map.of("type", "array", "items", Map.of("$ref", "#/$defs/Tree"))));
        peer.dispatcher.describes(new Catalog(
                List.of(new TaskDescription(
                        "grow", "", tree, List.of(), Map.of("$ref", "Disk"), Set.of(), "x/1", Traits.NONE)),
                List.of(new MethodDescription(
                        "pool.create",
                        "",
                        List.of(
                                new ParameterDescription("pool", "", true, Map.of("$ref", "Pool")),
                                new ParameterDescription("tree", "", false, tree)),
                        tree,
                        Set.of(),
                        "x/1",
                        Traits.NONE))));
    }

    @Test
    public void theDocumentHasTheDefinitionsItRefersTo() throws Exception {
        offerReferences();
        assertEquals(List.of(), openRpc().check(document()));
        Map<?, ?> schemas = (Map<?, ?>) ((Map<?, ?>) document().get("components")).get("schemas");
        assertEquals(Set.of("Disk", "Pool"), schemas.keySet());
        Map<?, ?> pool = (Map<?, ?>) ((List<?>) method("pool.create").get("params")).get(0);
        assertEquals(Map.of("$ref", "#/components/schemas/Pool"), pool.get("schema"));
    }

    @Test
    public void everyReferenceLeadsToASchemaOfTheDocument() {
        offerReferences();
        Map<?, ?> document = document();
        Set<String> references = new TreeSet<>();
        collect(document, references);
        int at = methods().size() - 1;
        assertEquals(
                new TreeSet<>(Set.of(
                        "#/components/schemas/Disk",
                        "#/components/schemas/Disk/definitions/at",
                        "#/components/schemas/Pool",
                        "#/methods/" + at + "/params/1/schema/$defs/Tree",
                        "#/methods/" + at + "/result/schema/$defs/Tree",
                        "#/x-tasks/0/input/$defs/Tree")),
                references);
        for (String reference : references) {
            assertTrue(reference, resolved(document, reference) instanceof Map);
        }
    }

    private static Object resolved(Object document, String reference) {
        Object value = document;
        for (String step : reference.substring(2).split("/")) {
            value = value instanceof List<?> list ? list.get(Integer.parseInt(step)) : ((Map<?, ?>) value).get(step);
        }
        return value;
    }

    private static void collect(Object value, Set<String> references) {
        if (value instanceof Map<?, ?> map) {
            if (map.get("$ref") instanceof String reference) {
                references.add(reference);
            }
            map.values().forEach(each -> collect(each, references));
        } else if (value instanceof List<?> list) {
            list.forEach(each -> collect(each, references));
        }
    }

    @Test
    public void aDocumentThatNeedsNoDefinitionsHasNone() {
        peer.schemas.define("Unused", "{'type': 'string'}");
        assertFalse(document().containsKey("components"));
    }

    @Test
    public void methodNamesAreUnique() {
        Set<Object> seen = new HashSet<>();
        methods().forEach(method -> assertTrue(method.toString(), seen.add(method.get("name"))));
    }

    @Test
    public void aParameterThatMustBeThereNeverFollowsOneThatMayBeLeftOut() {
        for (Map<?, ?> method : methods()) {
            boolean optional = false;
            for (Object parameter : (List<?>) method.get("params")) {
                boolean required = Boolean.TRUE.equals(((Map<?, ?>) parameter).get("required"));
                assertFalse(method.toString(), optional && required);
                optional |= !required;
            }
        }
    }

    @Test
    public void aProvidersMethodIsDescribedWithItsParameters() {
        assertEquals(Peer.plain("""
                        {"name": "clock.now", "description": "What time it is.", "paramStructure": "either",
                         "params": [{"name": "zone", "description": "Where.", "required": false,
                                     "schema": {"type": "string", "default": "UTC"}}],
                         "result": {"name": "result", "schema": {"type": "string"}},
                         "x-bundle": "x/1", "x-roles": []}"""), method("clock.now"));
    }

    @Test
    public void tasksAreDescribedBesideTheMethods() {
        assertEquals(Peer.plain("""
                        [{"name": "hello", "description": "Greets.", "input": {"type": "object"},
                          "result": {"type": "string"}, "roles": ["a", "b"], "bundle": "x/1"}]"""), document().get("x-tasks"));
    }

    @Test
    public void everyMethodOfTheProtocolIsDescribedAndNoneIsInvented() {
        for (Map<?, ?> method : methods()) {
            if (!method.get("name").equals("clock.now")) {
                peer.say("{'jsonrpc':'2.0','id':1,'method':'" + method.get("name") + "','params':[5]}");
                assertFalse(method.toString(), String.valueOf(peer.hear()).contains("-32601"));
            }
        }
        assertEquals(
                Set.of(
                        "task.run",
                        "event.subscribe",
                        "event.unsubscribe",
                        "room.join",
                        "room.leave",
                        "room.say",
                        "session.login",
                        "session.whoami",
                        "rpc.discover",
                        "clock.now"),
                new HashSet<>(
                        methods().stream().map(method -> method.get("name")).toList()));
    }

    @Test
    public void answersAreAsTheDocumentSays() throws Exception {
        for (String call : List.of("session.whoami", "event.subscribe", "event.unsubscribe")) {
            Map<?, ?> result = (Map<?, ?>) method(call).get("result");
            Object answer = Peer.resultOf(
                    peer.ask("{'jsonrpc':'2.0','id':1,'method':'" + call + "','params':{'masks':['*']}}"));

            assertEquals(call, List.of(), schema(result.get("schema")).check(answer));
        }
    }

    @Test
    public void answersAboutRoomsAreAsTheDocumentSays() throws Exception {
        peer.sessions.knows("zoes-token", new User("7", "zoe", Set.of()));
        peer.ask("{'jsonrpc':'2.0','id':1,'method':'session.login','params':['zoes-token']}");
        for (String call : List.of("room.join", "room.say", "room.leave")) {
            JsonSchema schema = schema(((Map<?, ?>) method(call).get("result")).get("schema"));
            peer.say("{'jsonrpc':'2.0','id':9,'method':'" + call + "','params':['lab']}");

            assertEquals(call, List.of(), schema.check(answerTo(9L).get("result")));
        }
    }

    /** Passes over notifications. */
    private Map<?, ?> answerTo(Long id) {
        Map<?, ?> message = (Map<?, ?>) peer.hear();
        while (!id.equals(message.get("id"))) {
            message = (Map<?, ?>) peer.hear();
        }
        while (peer.connection.waiting() > 0) {
            peer.hear();
        }
        return message;
    }

    @SuppressWarnings("unchecked")
    private static JsonSchema schema(Object plain) {
        return JsonSchema.trusted((Map<String, Object>) plain);
    }

    @Test
    public void anEmptyNodeHasADocumentToo() throws Exception {
        peer.dispatcher.describes(new Catalog(List.of(), List.of()));

        assertEquals(List.of(), openRpc().check(document()));
        assertEquals(List.of(), document().get("x-tasks"));
    }

    @Test
    public void theDocumentIsMadeAwayFromTheThreadThatAsks() {
        peer.workers.hold();
        peer.say(DISCOVER);
        peer.hearsNothing();

        peer.workers.release();

        assertEquals("1.3.2", Peer.resultOf(peer.hear()).get("openrpc"));
    }
}
