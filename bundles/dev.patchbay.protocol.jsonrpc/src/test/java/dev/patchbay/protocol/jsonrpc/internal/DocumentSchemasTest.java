package dev.patchbay.protocol.jsonrpc.internal;

import static org.junit.Assert.assertEquals;

import java.util.Map;
import org.junit.Test;

/** Schemas refer to nothing outside of the document they are put in. */
public class DocumentSchemasTest {

    private final FakeSchemas node = new FakeSchemas();
    private final DocumentSchemas schemas = new DocumentSchemas(node.definitions());

    private static Object plain(String text) {
        return Peer.plain(text.replace('\'', '"'));
    }

    /** What becomes of a schema. */
    private Object put(String schema) {
        return schemas.at("#/here", (Map<?, ?>) plain(schema));
    }

    @Test
    public void bareNamesLeadToTheComponentsWhereverTheyStand() {
        assertEquals(plain("""
                        {'$ref': '#/components/schemas/A',
                         'items': {'$ref': '#/components/schemas/b.1'},
                         'anyOf': [{'$ref': '#/components/schemas/C-c'}, true],
                         'properties': {'d': {'not': {'$ref': '#/components/schemas/_D'}}},
                         'additionalProperties': {'$ref': '#/components/schemas/5'}}"""), put("""
                        {'$ref': 'A', 'items': {'$ref': 'b.1'}, 'anyOf': [{'$ref': 'C-c'}, true],
                         'properties': {'d': {'not': {'$ref': '_D'}}}, 'additionalProperties': {'$ref': '5'}}"""));
    }

    @Test
    public void whatIsNoBareNameIsLeftAsItIs() {
        for (String reference : new String[] {"https://example.org/a.json", "#anchor", "a/b", "a.json#/b", ""}) {
            assertEquals(Map.of("$ref", reference), put("{'$ref': '" + reference + "'}"));
        }
        assertEquals(Map.of(), schemas.components());
    }

    @Test
    public void dataIsNoSchema() {
        String data = "{'default': {'$ref': 'A'}, 'enum': [{'$ref': 'A'}], 'const': {'$id': 'x', '$ref': '#'},"
                + " 'examples': [{'type': 'datetime'}], 'required': ['$ref']}";
        assertEquals(plain(data), put(data));
        assertEquals(Map.of(), schemas.components());
    }

    @Test
    public void aPropertyMayBeCalledLikeAKeyword() {
        assertEquals(plain("""
                        {'properties': {'$ref': {'type': 'string'}, 'enum': {'$ref': '#/components/schemas/A'},
                                        '$id': {'type': 'string'}, 'type': {'type': 'string'}}}"""), put("""
                        {'properties': {'$ref': {'type': 'string'}, 'enum': {'$ref': 'A'}, '$id': {'type': 'string'},
                                        'type': {'type': 'string'}}}"""));
    }

    @Test
    public void whatASchemaPointsToInItselfIsWhereItIsPut() {
        assertEquals(plain("""
                        {'$defs': {'Node': {'$ref': '#/here'}}, 'items': {'$ref': '#/here/$defs/Node'}}"""), put("""
                        {'$id': 'urn:java:Node', '$schema': 'http://json-schema.org/draft-04/schema#',
                         '$defs': {'Node': {'$ref': '#'}}, 'items': {'$ref': '#/$defs/Node'}}"""));
    }

    @Test
    public void aSchemaWithinThatIsADocumentOfItsOwnPointsIntoItself() {
        assertEquals(plain("""
                        {'properties': {'a b/c': {'anyOf': [{}, {'items':
                          {'$ref': '#/here/properties/a%20b~1c/anyOf/1/x'}}]}}, 'not': {'$ref': '#/here/x'}}""".replace("~1", "%7E1")), put("""
                        {'properties': {'a b/c': {'anyOf': [{}, {'$id': 'x', 'items': {'$ref': '#/x'}}]}},
                         'not': {'$ref': '#/x'}}"""));
    }

    @Test
    public void theComponentsAreWhatWasReferredToAndWhatThatRefersTo() {
        node.define("Pool", "{'properties': {'disks': {'items': {'$ref': 'Disk'}}}}");
        node.define("Disk", "{'properties': {'pool': {'$ref': 'Pool'}, 'size': {'$ref': '#/definitions/size'}}}");
        node.define("Self", "{'$ref': 'Self'}");
        node.define("Lonely", "{'$ref': 'Pool'}");
        put("{'oneOf': [{'$ref': 'Pool'}, {'$ref': 'Self'}]}");

        assertEquals(plain("""
                        {'Disk': {'properties': {'pool': {'$ref': '#/components/schemas/Pool'},
                                                 'size': {'$ref': '#/components/schemas/Disk/definitions/size'}}},
                         'Pool': {'properties': {'disks': {'items': {'$ref': '#/components/schemas/Disk'}}}},
                         'Self': {'$ref': '#/components/schemas/Self'}}"""), schemas.components());
    }

    @Test
    public void aDefinitionThatIsMissingIsSaidToBe() {
        put("{'$ref': 'Gone'}");
        assertEquals(
                Map.of("Gone", Map.of("description", "Not defined on the node now; calls that need it fail.")),
                schemas.components());
    }

    @Test
    public void typesThatJsonSchemaDoesNotHaveAreWhatOurJsonHasForThem() {
        assertEquals(plain("{'type': 'string', 'format': 'date-time'}"), put("{'type': 'datetime'}"));
        assertEquals(plain("{'type': 'string', 'contentEncoding': 'base64'}"), put("{'type': 'binary'}"));
        assertEquals(
                plain("{'items': {'type': ['string', 'null'], 'format': 'password'}}"),
                put("{'items': {'type': ['password', 'null']}}"));
        assertEquals(plain("{'type': ['integer', 'null']}"), put("{'type': 'fd'}"));
        assertEquals(plain("{'type': 'string'}"), put("{'type': ['datetime', 'string']}"));
        assertEquals(plain("{'type': ['integer', 'null']}"), put("{'type': ['integer', 'null']}"));
    }

    @Test
    public void aBoundWithAFlagIsABoundOfItsOwn() {
        assertEquals(
                plain("{'exclusiveMinimum': 1, 'maximum': 5}"),
                put("{'minimum': 1, 'exclusiveMinimum': true, 'maximum': 5, 'exclusiveMaximum': false}"));
        assertEquals(plain("{'exclusiveMaximum': 5, 'minimum': 1}"), put("{'exclusiveMaximum': 5, 'minimum': 1}"));
        assertEquals(plain("{}"), put("{'exclusiveMaximum': true}"));
        assertEquals(
                plain("{'properties': {'exclusiveMinimum': true, 'minimum': true}}"),
                put("{'properties': {'exclusiveMinimum': true, 'minimum': true}}"));
    }

    @Test
    public void theNodesOwnSchemaStaysAsItIs() {
        Map<?, ?> own = (Map<?, ?>) plain("{'type': ['datetime'], 'items': {'$ref': 'A'}, '$id': 'x'}");
        schemas.at("#/here", own);
        assertEquals(plain("{'type': ['datetime'], 'items': {'$ref': 'A'}, '$id': 'x'}"), own);
    }
}
