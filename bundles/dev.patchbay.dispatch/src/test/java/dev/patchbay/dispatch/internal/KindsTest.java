package dev.patchbay.dispatch.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dispatch.Catalog;
import dev.patchbay.json.Definitions;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.session.RequiresRole;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.Test;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

public class KindsTest {

    static final class Clock implements Provider {

        @RpcMethod
        public long now() {
            return 5;
        }
    }

    static final class Useless implements Provider {}

    private final FakeServices services = new FakeServices();
    private final FakeReference<Provider> reference =
            new FakeReference<>(Map.of(ProviderName.PROPERTY, "clock", RequiresRole.PROPERTY, "reader"));
    private final ProviderKind kind = new ProviderKind(
            services.context(), new Implementation(services.context(), noComponents()), Definitions.NONE, new Runs());

    private static ServiceComponentRuntime noComponents() {
        return (ServiceComponentRuntime) Proxy.newProxyInstance(
                KindsTest.class.getClassLoader(),
                new Class<?>[] {ServiceComponentRuntime.class},
                (proxy, method, arguments) -> null);
    }

    @Test
    public void theProviderIsMadeByTheFirstCallAndGivenBackWhenItLeaves() {
        Clock clock = new Clock();
        services.register(reference, clock);
        LocalProviderTarget target = kind.target("clock", reference);
        assertEquals(0, services.uses(reference));
        assertSame(clock, target.instance().get());
        assertSame(clock, target.instance().get());
        assertEquals(1, services.uses(reference));
        kind.release(target);
        assertEquals(0, services.uses(reference));
    }

    @Test
    public void aProviderThatCannotBeMadeIsTriedAgain() {
        LocalProviderTarget target = kind.target("clock", reference);
        Exception fault = assertThrows(
                IllegalStateException.class, () -> target.instance().get());
        assertTrue(fault.getMessage(), fault.getMessage().contains("could not be activated"));
        Clock clock = new Clock();
        services.register(reference, clock);
        assertSame(clock, target.instance().get());
    }

    @Test
    public void whatCannotBeDescribedIsLeftOutOfTheCatalog() {
        FakeReference<Provider> useless = new FakeReference<>(Map.of());
        services.register(useless, new Useless());
        Catalog catalog = new Cataloguer().catalog(Map.of(), Map.of("useless", kind.target("useless", useless)));
        assertTrue(catalog.methods().isEmpty());
        assertTrue(catalog.tasks().isEmpty());
    }

    @Test
    public void aServiceThatHasGoneCannotBeDescribed() {
        assertThrows(
                IllegalStateException.class,
                () -> kind.target("clock", reference).methods().get());
    }
}
