package dev.patchbay.dispatch.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dispatch.Catalog.MethodDescription;
import dev.patchbay.dispatch.Catalog.ParameterDescription;
import dev.patchbay.dispatch.Catalog.Traits;
import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Request;
import dev.patchbay.job.spi.Abortable;
import dev.patchbay.json.Definitions;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.rpc.spi.WithoutSignIn;
import dev.patchbay.schema.Accepts;
import dev.patchbay.schema.Default;
import dev.patchbay.schema.Metadata;
import dev.patchbay.schema.Private;
import dev.patchbay.session.User;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.Test;

public class AcceptedArgumentsTest {

    private static final User EVE = new User("1", "eve", Set.of());

    @Private
    @Metadata("{\"icon\":\"disk\",\"group\":1}")
    public static final class Store implements Provider {

        @RpcMethod
        @Accepts("""
                [{"type": "string", "title": "volume id", "mandatory": true},
                 {"$ref": "Size"},
                 {"type": "object", "properties": {
                   "id": {"type": "integer", "readOnly": true}, "unit": {"default": "GiB"}}}]""")
        @WithoutSignIn
        @Metadata("{\"group\":2}")
        public String resize(@Nullable String volume, @Default("7") long size, @Nullable Map<String, Object> options) {
            return volume + " " + size + " " + options;
        }

        @RpcMethod
        @Accepts("{\"type\":\"array\",\"prefixItems\":[{\"properties\":{\"unit\":{\"default\":\"GiB\"}}}],"
                + "\"items\":{\"default\":3}}")
        public String whole(Map<String, Object> options, @Default("2") int level) {
            return options + " " + level;
        }
    }

    public static final class TooMany implements Provider {

        @RpcMethod
        @Accepts("[{},{}]")
        public void one(String only) {}
    }

    public static final class WrongMetadata implements Provider {

        @RpcMethod
        @Metadata("[]")
        public void one() {}
    }

    static final class Stoppable implements Abortable {

        @Override
        public void abort() {}
    }

    private volatile Map<String, Map<String, @Nullable Object>> definitions =
            Map.of("Size", Map.of("type", "integer", "minimum", 1L));

    private MethodBinding binding(String method) {
        return ProviderBindings.of("store", Store.class, Store::new, new Guard(Set.of(), List.of()), () -> definitions)
                .get(method);
    }

    private RecordingReply call(String method, User user, Object params, Request.Rule... rules) {
        RecordingReply reply = new RecordingReply();
        Run run = new Run(
                new Request("store." + method, params, user, null, 0, Map.of(), Set.of(rules)), reply, Runnable::run);
        try {
            binding(method).invoke(run);
        } catch (Exception e) {
            run.fail(Failures.of(run.request(), e));
        }
        return reply;
    }

    private @Nullable Object answer(Object params) {
        return call("resize", EVE, params).answer();
    }

    private List<Object> paths(Object params, Request.Rule... rules) {
        Failure failure = call("resize", EVE, params, rules).failure();
        assertEquals(Failure.Kind.INVALID_INPUT, failure.kind());
        return ((List<?>) failure.data())
                .stream().<Object>map(each -> ((Map<?, ?>) each).get("path")).toList();
    }

    @Test
    public void eachArgumentHasItsSchema() {
        assertEquals("tank 5 {unit=GiB}", answer(List.of("tank", 5L, Map.of())));
        assertEquals("tank 7 null", answer(List.of("tank")));
        assertEquals(List.of("/0", "/1"), paths(List.of(1L, 0L)));
        assertEquals(List.of("/0"), paths(List.of()));
        assertEquals(List.of("/3"), paths(List.of("tank", 5L, Map.of(), 1L)));
    }

    @Test
    public void namesAreTitlesOrThoseOfJava() {
        assertEquals("tank 5 null", answer(Map.of("volume id", "tank", "size", 5L)));
        assertEquals("tank 5 null", answer(Map.of("volume", "tank", "size", 5L)));
        assertEquals(List.of("/volume id"), paths(Map.of("volume id", 1L)));
        assertEquals(List.of("/a~1b~0c", "/volume"), paths(Map.of("a/b~c", 1L)));
    }

    @Test
    public void readOnlyPropertiesAreLeftOutOrRefusedWhenStrict() {
        List<Object> params = List.of("tank", 5L, Map.of("id", 1L, "unit", "MiB"));
        assertEquals("tank 5 {unit=MiB}", answer(params));
        assertEquals(List.of("/2/id"), paths(params, Request.Rule.STRICT));
        Failure failure = call("resize", EVE, params, Request.Rule.STRICT).failure();
        assertTrue(failure.message(), failure.message().contains("Property id is read-only"));
    }

    @Test
    public void defaultsInASchemaOfAllArgumentsAreFilledIn() {
        assertEquals("{unit=GiB} 2", call("whole", EVE, List.of(Map.of())).answer());
        assertEquals("{unit=GiB} 9", call("whole", EVE, List.of(Map.of(), 9L)).answer());
    }

    @Test
    public void aDefinitionThatLeavesIsNamedUntilItComesBack() {
        Map<String, Map<String, @Nullable Object>> before = definitions;
        definitions = Map.of();
        Failure failure = call("resize", EVE, List.of("tank", 5L)).failure();
        assertEquals(Failure.Kind.FAILED, failure.kind());
        assertTrue(failure.message(), failure.message().contains("'store.resize' cannot be called"));
        assertTrue(failure.message(), failure.message().contains("'Size'"));
        assertEquals(3, binding("resize").describe("x").parameters().size());
        definitions = before;
        assertEquals("tank 5 null", answer(List.of("tank", 5L)));
    }

    @Test
    public void theSchemasAreDescribed() {
        MethodDescription resize = binding("resize").describe("store/1.0.0");
        ParameterDescription first = resize.parameters().get(0);
        assertEquals("volume id", first.schema().get("title"));
        assertTrue(first.required());
        assertEquals(Map.of("$ref", "Size"), resize.parameters().get(1).schema());
    }

    @Test
    public void moreSchemasThanParametersAreRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> ProviderBindings.of(
                        "x", TooMany.class, TooMany::new, new Guard(Set.of(), List.of()), Definitions.NONE));
    }

    @Test
    public void whereEverybodyMustSignInOnlyWhatSaysSoIsOpen() {
        Object params = List.of("tank", 5L);
        assertEquals(
                "tank 5 null",
                call("resize", User.ANONYMOUS, params, Request.Rule.SIGNED_IN).answer());
        Failure refused = call("whole", User.ANONYMOUS, List.of("nonsense"), Request.Rule.SIGNED_IN)
                .failure();
        assertEquals(Failure.Kind.NOT_SIGNED_IN, refused.kind());
        assertEquals(
                "{unit=GiB} 2",
                call("whole", EVE, List.of(Map.of()), Request.Rule.SIGNED_IN).answer());
        assertEquals(
                "{unit=GiB} 2", call("whole", User.ANONYMOUS, List.of(Map.of())).answer());
    }

    @Test
    public void traitsAreThoseOfClassAndMethod() {
        assertEquals(
                new Traits(true, true, false, Map.of("icon", "disk", "group", 2L)),
                binding("resize").describe("x").traits());
        assertEquals(
                new Traits(true, false, false, Map.of("icon", "disk", "group", 1L)),
                binding("whole").describe("x").traits());
        assertEquals(new Traits(false, false, true, Map.of()), TraitsReader.ofTask(Stoppable.class));
        assertEquals(Traits.NONE, TraitsReader.ofTask(String.class));
        assertThrows(
                IllegalArgumentException.class,
                () -> ProviderBindings.of(
                        "x",
                        WrongMetadata.class,
                        WrongMetadata::new,
                        new Guard(Set.of(), List.of()),
                        Definitions.NONE));
    }

    @Test
    public void withoutTheAnnotationNothingIsAccepted() {
        AcceptedArguments none = AcceptedArguments.of(Stoppable.class, Definitions.NONE);
        assertNull(none.whole());
        assertNull(none.at(0));
        assertEquals(0, none.count());
    }
}
