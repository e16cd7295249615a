package dev.patchbay.json;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.schema.Password;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.Test;

public class JsonSchemaTest {

    private volatile Map<String, Map<String, @Nullable Object>> definitions = Map.of();

    private void define(String... namesAndTexts) throws JsonException {
        Map<String, Map<String, @Nullable Object>> next = new LinkedHashMap<>(definitions);
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            next.put(namesAndTexts[i], map(namesAndTexts[i + 1]));
        }
        definitions = Map.copyOf(next);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> map(String text) throws JsonException {
        return (Map<String, @Nullable Object>) Json.parse(text.replace('\'', '"'));
    }

    private JsonSchema schema(String text) throws JsonException {
        return JsonSchema.parse(text.replace('\'', '"'), () -> definitions);
    }

    private static Object plain(String text) throws JsonException {
        return Json.parse(text.replace('\'', '"'));
    }

    private List<String> paths(String schema, String value) throws JsonException {
        return schema(schema).check(plain(value)).stream()
                .map(Violation::path)
                .distinct()
                .toList();
    }

    private void fits(String schema, String... values) throws JsonException {
        for (String value : values) {
            assertEquals(value, List.of(), schema(schema).check(plain(value)));
        }
    }

    private void doesNotFit(String schema, String... values) throws JsonException {
        for (String value : values) {
            assertTrue(value, !schema(schema).check(plain(value)).isEmpty());
        }
    }

    @Test
    public void aBareNameRefersToADefinition() throws Exception {
        define("Port", "{'type':'integer','maximum':65535}", "Host", "{'properties':{'port':{'$ref':'Port'}}}");
        assertEquals(List.of("/0/port"), paths("{'items':{'$ref':'Host'}}", "[{'port':65536},{'port':1}]"));
        assertEquals("{\"$ref\":\"Host\"}", Json.write(schema("{'$ref':'Host'}").text()));
    }

    @Test
    public void aPointerOfADefinitionIsAboutThatDefinition() throws Exception {
        define("Outer", "{'definitions':{'word':{'maxLength':2}},'items':{'$ref':'#/definitions/word'}}");
        assertEquals(
                List.of("/x/1"),
                paths("{'definitions':{'word':false},'properties':{'x':{'$ref':'Outer'}}}", "{'x':['ab','abc']}"));
    }

    @Test
    public void aDefinitionMayContainItself() throws Exception {
        define("Tree", "{'properties':{'name':{'type':'string','default':'-'},'children':{'items':{'$ref':'Tree'}}}}");
        String tree = "{'children':[{'name':'a','children':[{'name':5}]}]}";
        assertEquals(List.of("/children/0/children/0/name"), paths("{'$ref':'Tree'}", tree));
        assertEquals(
                plain("{'name':'-','children':[{'name':'a','children':[{'name':5}]},{'name':'-'}]}"),
                schema("{'$ref':'Tree'}")
                        .withDefaults(plain("{'children':[{'name':'a','children':[{'name':5}]},{}]}")));
    }

    @Test
    public void definitionsThatContainEachOtherAreFine() throws Exception {
        define(
                "A",
                "{'properties':{'b':{'$ref':'B'}}}",
                "B",
                "{'properties':{'a':{'$ref':'A'},'n':{'type':'integer'}}}");
        assertEquals(List.of("/b/a/b/n"), paths("{'$ref':'A'}", "{'b':{'a':{'b':{'n':'x'}}}}"));
    }

    @Test(timeout = 20_000)
    public void whatRefersToItselfInACircleIsRefusedWithASentence() throws Exception {
        define("Self", "{'$ref':'Self'}");
        define("A", "{'allOf':[{'$ref':'B'}]}", "B", "{'anyOf':[{'type':'null'},{'not':{'$ref':'A'}}]}");
        define("D", "{'dependentSchemas':{'x':{'$ref':'D'}}}", "Root", "{'$ref':'#'}");
        define(
                "Local",
                "{'$ref':'#/$defs/a','$defs':{'a':{'if':{'$ref':'#/$defs/b'}},'b':{'oneOf':[{'$ref':'#/$defs/a'}]}}}");
        for (String name : List.of("Self", "A", "B", "D", "Root", "Local")) {
            JsonSchema circle = schema("{'properties':{'x':{'$ref':'" + name + "'}}}");
            String message = assertThrows(SchemaException.class, () -> circle.check(Map.of()))
                    .getMessage();
            assertTrue(message, message.contains("in a circle"));
            assertThrows(SchemaException.class, () -> circle.withDefaults(Map.of("x", Map.of())));
        }
    }

    @Test
    public void anUnknownNameIsNamedUntilItIsDefined() throws Exception {
        JsonSchema schema = schema("{'items':{'$ref':'Late'}}");
        String message = assertThrows(SchemaException.class, () -> schema.check(List.of()))
                .getMessage();
        assertTrue(message, message.contains("'Late'"));
        define("Late", "{'type':'string'}");
        assertEquals(1, schema.check(List.of(1L)).size());
    }

    @Test
    public void aDefinitionThatChangesOrLeavesCountsAtOnce() throws Exception {
        define("Word", "{'type':'string'}", "Line", "{'items':{'$ref':'Word'}}");
        JsonSchema schema = schema("{'$ref':'Line'}");
        assertEquals(1, schema.check(List.of(1L)).size());
        define("Word", "{'type':'integer'}");
        assertEquals(List.of(), schema.check(List.of(1L)));
        define("Other", "{}");
        assertEquals(1, schema.check(List.of("a")).size());
        definitions = Map.of("Line", map("{'items':{'$ref':'Word'}}"));
        assertThrows(SchemaException.class, () -> schema.check(List.of(1L)));
    }

    @Test
    public void draft4IsUnderstoodWhereverItStands() throws Exception {
        for (String draft : List.of("", "'$schema':'http://json-schema.org/draft-04/schema#',")) {
            String exclusive =
                    "{" + draft + "'minimum':1,'exclusiveMinimum':true,'maximum':9,'exclusiveMaximum':false}";
            fits(exclusive, "2", "9");
            doesNotFit(exclusive, "1", "10");
            String tuple = "{" + draft + "'items':[{'type':'string'},{'type':'integer'}],'additionalItems':false}";
            fits(tuple, "[]", "['a']", "['a',1]");
            doesNotFit(tuple, "[1]", "['a','b']", "['a',1,1]");
            String rest = "{" + draft + "'items':[{}],'additionalItems':{'type':'integer'}}";
            fits(rest, "['a',1]");
            doesNotFit(rest, "['a','b']");
            String dependencies = "{" + draft + "'dependencies':{'a':['b'],'c':{'required':['d']}}}";
            fits(dependencies, "{'a':1,'b':1}", "{'c':1,'d':1}", "{}");
            doesNotFit(dependencies, "{'a':1}", "{'c':1}");
        }
        fits("{'properties':{'items':{'type':'string'},'id':{'type':'integer'}}}", "{'items':'a','id':1}");
    }

    @Test
    public void newerDraftsAreUnderstoodToo() throws Exception {
        fits("{'$schema':'https://json-schema.org/draft/2020-12/schema','prefixItems':[{'const':1}]}", "[1,'x']");
        doesNotFit("{'$schema':'http://json-schema.org/draft-07/schema#','exclusiveMinimum':1}", "1");
        assertThrows(JsonException.class, () -> schema("{'$schema':'http://example.org/mine'}"));
    }

    @Test
    public void whatIsNoSchemaIsRefused() {
        for (String wrong : List.of(
                "[]",
                "true",
                "{'type':'strng'}",
                "{'properties':[]}",
                "{'items':5}",
                "{'$ref':5}",
                "{'type':['datetime','wrong']}")) {
            assertThrows(wrong, JsonException.class, () -> schema(wrong));
        }
    }

    @Test
    public void formatsAreChecked() throws Exception {
        Map<String, List<String>> cases = Map.of(
                "ipv4", List.of("'10.0.0.1'", "'10.0.0.256'"),
                "ipv6", List.of("'fe80::1'", "'fe80::g'"),
                "email", List.of("'a@example.org'", "'a.example.org'"),
                "date-time", List.of("'2017-03-01T12:00:00Z'", "'2017-03-01'"),
                "date", List.of("'2017-03-01'", "'2017-13-01'"),
                "uri", List.of("'http://example.org/a'", "'/a'"),
                "uuid", List.of("'123e4567-e89b-12d3-a456-426614174000'", "'123e4567'"),
                "regex", List.of("'a+'", "'('"),
                "hostname", List.of("'a.example'", "'a_b'"));
        for (Map.Entry<String, List<String>> each : cases.entrySet()) {
            String schema = "{'format':'" + each.getKey() + "'}";
            fits(schema, each.getValue().get(0), "5");
            doesNotFit(schema, each.getValue().get(1));
        }
        fits("{'format':'nobody-knows'}", "'x'");
    }

    @Test
    public void extraTypesTakeObjectsAndTheirTexts() throws Exception {
        JsonSchema date = schema("{'type':'datetime'}");
        assertEquals(List.of(), date.check(Instant.EPOCH));
        assertEquals(List.of(), date.check("2017-03-01T12:00:00+05:00"));
        assertEquals(
                "Value is [string] but should be [datetime]",
                date.check("2017-03-01T12:00:00").get(0).message());
        assertEquals(1, date.check(new byte[0]).size());
        JsonSchema bytes = schema("{'type':['binary','null','integer']}");
        assertEquals(List.of(), bytes.check(new byte[] {1}));
        assertEquals(List.of(), bytes.check("aGk="));
        assertEquals(List.of(), bytes.check(null));
        assertEquals(List.of(), bytes.check(5L));
        assertEquals(1, bytes.check(5.5).size());
        assertEquals(1, bytes.check("*").size());
        JsonSchema password = schema("{'properties':{'p':{'type':'password','minLength':3}}}");
        assertEquals(List.of(), password.check(Map.of("p", new Password("secret"))));
        assertEquals(
                "/p", password.check(Map.of("p", new Password("ab"))).get(0).path());
        fits("{'type':'fd'}", "null", "0");
        doesNotFit("{'type':'fd'}", "'a'", "1.5");
        fits("{'type':['datetime','number']}", "5", "5.5");
    }

    @Test
    public void defaultsAreFilledInAtEveryDepth() throws Exception {
        define(
                "Disk",
                "{'properties':{'size':{'default':5},'tags':{'default':['a']}}}",
                "Level",
                "{'default':'mirror'}");
        JsonSchema schema = schema("""
                {'properties': {
                  'disks': {'type': 'array', 'items': {'$ref': 'Disk'}},
                  'named': {'additionalProperties': {'$ref': 'Disk'}},
                  'pair': {'items': [{'$ref': 'Disk'}, {}]},
                  'level': {'$ref': 'Level'},
                  'none': {'default': null}},
                 'allOf': [{'properties': {'more': {'default': {'x': 1}}}}]}""");
        assertEquals(plain("""
                {'disks': [{'size':5,'tags':['a']}, {'size':7,'tags':['a']}, 'odd'],
                 'named': {'n': {'size':5,'tags':['a']}},
                 'pair': [{'size':5,'tags':['a']}, {}],
                 'level': 'mirror', 'none': null, 'more': {'x':1}}"""), schema.withDefaults(plain("""
                {'disks': [{}, {'size':7}, 'odd'], 'named': {'n': {}}, 'pair': [{}, {}]}""")));
        Object full = plain("{'level':'stripe','none':1,'more':{}}");
        assertSame(full, schema.withDefaults(full));
        assertEquals("text", schema.withDefaults("text"));
    }

    @Test(timeout = 20_000)
    public void aDefaultThatWouldNeedDefaultsWithoutEndStandsAsItIs() throws Exception {
        define("Node", "{'properties':{'next':{'$ref':'Node','default':{}}}}");
        assertEquals(plain("{'next':{}}"), schema("{'$ref':'Node'}").withDefaults(Map.of()));
    }

    @Test
    public void readOnlyPropertiesAreLeftOutOrNamed() throws Exception {
        define("Id", "{'type':'integer','readOnly':true}");
        JsonSchema schema = schema("""
                {'properties': {
                  'id': {'$ref': 'Id'},
                  'a/b': {'items': {'properties': {'at': {'readOnly': true}, 'to': {'readOnly': false}}}}},
                 'required': ['a/b']}""");
        Object value = plain("{'id':1,'a/b':[{'at':1,'to':2},{'to':3}]}");
        assertEquals(plain("{'a/b':[{'to':2},{'to':3}]}"), schema.withoutReadOnly(value));
        assertEquals(
                List.of(
                        new Violation("/id", "Property id is read-only"),
                        new Violation("/a~1b/0/at", "Property at is read-only")),
                schema.readOnly(value));
        Object without = plain("{'a/b':[]}");
        assertSame(without, schema.withoutReadOnly(without));
        assertEquals(List.of(), schema.readOnly(without));
    }

    @Test
    public void theDiscriminatorChoosesTheBranch() throws Exception {
        define("Cat", "{'required':['claws']}", "Dog", "{'required':['bark']}");
        String pet = "{'discriminator':'kind','oneOf':[{'$ref':'Cat'},{'$ref':'Dog'}]}";
        fits(pet, "{'kind':'Cat','claws':1}", "{'kind':'Dog','bark':1}");
        doesNotFit(pet, "{'kind':'Cat','bark':1}", "{'kind':'Dog'}");
        fits(pet, "{'kind':'Cow'}", "{}", "{'kind':5}", "'text'", "[]");
        String also = "{'discriminator':'kind','oneOf':[{'$ref':'Cat'}],'allOf':[{'required':['name']}]}";
        doesNotFit(also, "{'kind':'Cat','claws':1}");
        doesNotFit("{'oneOf':[{'$ref':'Cat'},{'$ref':'Dog'}]}", "{'kind':'Cat','claws':1,'bark':1}");
    }
}
