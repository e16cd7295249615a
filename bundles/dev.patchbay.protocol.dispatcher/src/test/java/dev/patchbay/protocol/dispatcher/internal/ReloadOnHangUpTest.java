package dev.patchbay.protocol.dispatcher.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assume.assumeTrue;

import dev.patchbay.plugin.Plugins;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.BundleContext;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** The signal HUP, sent to this process. */
public class ReloadOnHangUpTest {

    private static final Signal HUP = new Signal("HUP");

    private final AtomicInteger reloads = new AtomicInteger();
    private final AtomicInteger others = new AtomicInteger();
    private SignalHandler former;

    /** Otherwise a fault here would end the tests. */
    @Before
    public void hearItFirst() {
        assumeTrue("Windows has no such signal", java.io.File.separatorChar == '/');
        former = Signal.handle(HUP, signal -> others.incrementAndGet());
    }

    @After
    public void putBack() {
        Signal.handle(HUP, former);
    }

    private static BundleContext node(boolean interactive) {
        return (BundleContext) Proxy.newProxyInstance(
                ReloadOnHangUpTest.class.getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (self, method, keys) -> {
                    assertEquals("getProperty", method.getName());
                    return "patchbay.interactive".equals(keys[0]) ? Boolean.toString(interactive) : null;
                });
    }

    private Plugins plugins(Runnable reload) {
        return (Plugins) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Plugins.class}, (self, method, arguments) -> {
                    assertEquals("reloadAll", method.getName());
                    reload.run();
                    return null;
                });
    }

    @Test
    public void eachSignalReloadsAllAndAfterItsEndItIsTheOthersAgain() {
        ReloadOnHangUp component = new ReloadOnHangUp(node(false), plugins(reloads::incrementAndGet));
        for (int i = 1; i <= 2; i++) {
            int expected = i;
            Signal.raise(HUP);
            await().until(() -> reloads.get() == expected);
        }
        component.deactivate();
        assertEquals(0, others.get());
        Signal.raise(HUP);
        await().until(() -> others.get() == 1);
        assertEquals(2, reloads.get());
    }

    @Test
    public void whereTheNodeHasATerminalTheSignalMeansThatItWasClosed() {
        ReloadOnHangUp component = new ReloadOnHangUp(node(true), plugins(reloads::incrementAndGet));
        Signal.raise(HUP);
        await().until(() -> others.get() == 1);
        component.deactivate();
        assertEquals(0, reloads.get());
    }

    @Test
    public void aReloadThatFailsIsNotTheLast() {
        ReloadOnHangUp component = new ReloadOnHangUp(node(false), plugins(() -> {
            if (reloads.incrementAndGet() == 1) {
                throw new IllegalStateException("no plugins");
            }
        }));
        Signal.raise(HUP);
        await().until(() -> reloads.get() == 1);
        Signal.raise(HUP);
        await().until(() -> reloads.get() == 2);
        component.deactivate();
    }
}
