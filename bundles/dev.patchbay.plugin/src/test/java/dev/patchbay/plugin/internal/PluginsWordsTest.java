package dev.patchbay.plugin.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.rpc.CallException;
import org.junit.Rule;
import org.junit.Test;

public class PluginsWordsTest {

    @Rule
    public final NodeFixture node = new NodeFixture();

    private void publish() {
        node.publish("storage");
        node.publish("shares", "storage", "gone");
        node.awaitReady("storage");
        node.awaitProblem("shares", "gone");
    }

    @Test
    public void theOneThatIsNotInitialisedIsFoundToBeMissing() {
        publish();
        assertEquals(1, node.plugins().findings().size());
        assertEquals("plugin shares", node.plugins().findings().get(0).subject());
        assertTrue(node.plugins().findings().get(0).sentence().contains("depends on plugin 'gone'"));
    }

    @Test
    public void theProviderListsAndReloads() throws CallException {
        publish();
        PluginProvider provider = new PluginProvider(node.plugins());
        assertEquals(node.plugins().list(), provider.list());
        provider.reload("storage");
        provider.reloadAll();
        assertEquals(3, node.notes.stream().filter("+storage"::equals).count());
        assertEquals(
                2,
                assertThrows(CallException.class, () -> provider.reload("unknown"))
                        .code());
    }
}
