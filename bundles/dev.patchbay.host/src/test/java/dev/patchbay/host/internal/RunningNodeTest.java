package dev.patchbay.host.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.osgi.framework.FrameworkEvent.STOPPED;

import org.junit.Rule;
import org.junit.Test;

public final class RunningNodeTest {

    @Rule
    public final FrameworkRule framework = new FrameworkRule();

    @Test
    public void itIsCalledAsConfigured() {
        assertEquals("north", new RunningNode(framework.context(), "north").name());
    }

    @Test
    public void withoutANameItIsCalledLikeTheMachine() {
        String name = new RunningNode(framework.context(), " ").name();
        assertEquals(MachineName.get(), name);
        assertFalse(name.isBlank());
    }

    @Test
    public void stopReturnsAtOnceAndStopsTheFramework() throws Exception {
        new RunningNode(framework.context(), "").stop();
        assertEquals(STOPPED, framework.framework().waitForStop(10_000).getType());
    }
}
