package dev.patchbay.protocol.shmooze.internal;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.Test;
import org.osgi.framework.ServiceReference;

public class ProvidersTest {

    private final AtomicLong clock = new AtomicLong();
    private final Providers providers = new Providers(clock::get);

    private static ServiceReference<?> named(String name) {
        return FakeReference.of(Map.of("patchbay.provider.name", name));
    }

    @Test
    public void aNameIsThereAsLongAsOneServiceHasIt() {
        ServiceReference<?> before = named("lab");
        ServiceReference<?> after = named("lab");
        providers.put(before);
        providers.put(after);
        providers.remove(before);
        assertTrue(providers.isThere("lab"));
        providers.remove(before);
        assertTrue("one that leaves twice takes nobody away", providers.isThere("lab"));
        providers.remove(after);
        assertFalse(providers.isThere("lab"));
        assertFalse(providers.isThere("la"));
    }

    @Test
    public void oneThatLeftIsExpectedForAWhile() {
        ServiceReference<?> one = named("lab");
        assertFalse(providers.isExpected("lab"));
        providers.put(one);
        providers.remove(one);
        clock.addAndGet(TimeUnit.SECONDS.toNanos(20));
        assertTrue(providers.isExpected("lab"));
        clock.addAndGet(1);
        assertFalse(providers.isExpected("lab"));
        providers.put(one);
        assertTrue(providers.isExpected("lab"));
    }

    @Test
    public void aChangedNameIsTheNameFromThenOn() {
        Map<String, Object> properties = new HashMap<>(Map.of("patchbay.provider.name", "lab"));
        ServiceReference<?> one = FakeReference.of(properties);
        providers.put(one);
        properties.put("patchbay.provider.name", "field");
        providers.put(one);
        assertFalse(providers.isThere("lab"));
        assertTrue(providers.isThere("field"));
        properties.remove("patchbay.provider.name");
        providers.put(one);
        assertFalse(providers.isThere("field"));
    }
}
