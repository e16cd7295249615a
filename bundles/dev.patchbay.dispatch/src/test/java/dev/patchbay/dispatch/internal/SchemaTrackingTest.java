package dev.patchbay.dispatch.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import dev.patchbay.json.JsonSchema;
import dev.patchbay.schema.spi.SchemaDefinition;
import dev.patchbay.schema.spi.SchemaName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.Test;
import org.osgi.framework.Constants;

public class SchemaTrackingTest {

    private final FakeServices services = new FakeServices();
    private final SchemaRegistry registry = new SchemaRegistry();
    private final List<String> told = new ArrayList<>();
    private final SchemaTracking tracking = new SchemaTracking(services.context(), registry, told::add);
    private final Map<String, Map<String, @Nullable Object>> atStart = registry.definitions();

    private FakeReference<SchemaDefinition> offer(String name, int ranking, String text) {
        FakeReference<SchemaDefinition> reference =
                new FakeReference<>(Map.of(SchemaName.PROPERTY, name, Constants.SERVICE_RANKING, ranking));
        SchemaDefinition definition = () -> text;
        services.register(reference, definition);
        if (tracking.addingService(reference) == null) {
            assertEquals("given back", 0, services.uses(reference));
        }
        return reference;
    }

    private @Nullable Object volume() {
        return registry.definitions().get("Volume");
    }

    @Test
    public void whatEveryNodeHasIsThereFromTheStart() throws Exception {
        for (String name : List.of(
                "Email",
                "Error",
                "IpAddress",
                "Ipv4Address",
                "Ipv6Address",
                "IsoDatetime",
                "Rusage",
                "Session",
                "Task",
                "ValidationError")) {
            JsonSchema schema = JsonSchema.parse("{\"$ref\":\"" + name + "\"}", registry::definitions);
            assertFalse(name, schema.check(5L).isEmpty());
        }
        JsonSchema task = JsonSchema.parse("{\"$ref\":\"Task\"}", registry::definitions);
        Map<String, Object> record = new LinkedHashMap<>(Map.of("state", "FINISHED", "created_at", Instant.EPOCH));
        record.put("error", null);
        assertEquals(List.of(), task.check(record));
        record.put("state", "DONE");
        assertEquals("/state", task.check(record).get(0).path());
    }

    @Test
    public void aDefinitionComesAndGoesAndEachChangeIsTold() {
        String before = registry.hash();
        FakeReference<SchemaDefinition> reference = offer("Volume", 0, "{\"type\":\"string\"}");
        assertEquals(Map.of("type", "string"), volume());
        assertEquals(List.of(registry.hash()), told);
        assertTrue(registry.hash(), registry.hash().matches("[0-9a-f]{64}"));
        tracking.removedService(reference, "Volume");
        assertNull(volume());
        assertEquals(2, told.size());
        assertEquals(before, told.get(1));
        assertNotEquals(told.get(0), told.get(1));
        assertEquals(0, services.uses(reference));
    }

    @Test
    public void theHighestRankingCountsInBothOrders() {
        FakeReference<SchemaDefinition> low = offer("Volume", 1, "{\"const\":1}");
        FakeReference<SchemaDefinition> high = offer("Volume", 9, "{\"const\":9}");
        offer("Volume", 5, "{\"const\":5}");
        assertEquals(Map.of("const", 9L), volume());
        assertEquals(2, told.size());
        tracking.removedService(low, "Volume");
        assertEquals(2, told.size());
        tracking.removedService(high, "Volume");
        assertEquals(Map.of("const", 5L), volume());
        assertEquals(3, told.size());
    }

    @Test
    public void aChangedRankingChangesWhatCounts() {
        FakeReference<SchemaDefinition> first = offer("Volume", 1, "{\"const\":1}");
        offer("Volume", 2, "{\"const\":2}");
        first.modify(Map.of(SchemaName.PROPERTY, "Volume", Constants.SERVICE_RANKING, 3));
        tracking.modifiedService(first, "Volume");
        assertEquals(Map.of("const", 1L), volume());
    }

    @Test
    public void oneOfTheFirstMayBeReplacedAndComesBack() {
        Object general = registry.definitions().get("Email");
        FakeReference<SchemaDefinition> own = offer("Email", 0, "{\"pattern\":\"@\"}");
        assertEquals(Map.of("pattern", "@"), registry.definitions().get("Email"));
        tracking.removedService(own, "Email");
        assertEquals(general, registry.definitions().get("Email"));
    }

    @Test
    public void whatCannotBeUsedIsLeftOut() {
        offer("Volume", 0, "{\"type\":\"strng\"}");
        offer("Volume", 0, "no json");
        offer("Volume", 0, "[]");
        offer("not a name", 0, "{}");
        offer("", 0, "{}");
        FakeReference<SchemaDefinition> gone = new FakeReference<>(Map.of(SchemaName.PROPERTY, "Volume"));
        assertNull(tracking.addingService(gone));
        FakeReference<SchemaDefinition> throwing = new FakeReference<>(Map.of(SchemaName.PROPERTY, "Volume"));
        services.register(throwing, (SchemaDefinition) () -> {
            throw new IllegalStateException("no text");
        });
        assertNull(tracking.addingService(throwing));
        assertEquals(0, services.uses(throwing));
        assertEquals(List.of(), told);
        assertSame(atStart, registry.definitions());
    }

    @Test(timeout = 20_000)
    public void definitionsThatReferToEachOtherAreTakenInAnyOrder() throws Exception {
        offer("B", 0, "{\"properties\":{\"a\":{\"$ref\":\"A\"}}}");
        offer("A", 0, "{\"properties\":{\"b\":{\"$ref\":\"B\"},\"n\":{\"type\":\"integer\"}}}");
        offer("Circle", 0, "{\"$ref\":\"Circle\"}");
        JsonSchema schema = JsonSchema.parse("{\"$ref\":\"A\"}", registry::definitions);
        Object value = Map.of("b", Map.of("a", Map.of("n", "x")));
        assertEquals("/b/a/n", schema.check(value).get(0).path());
        assertEquals(64, registry.hash().length());
    }
}
