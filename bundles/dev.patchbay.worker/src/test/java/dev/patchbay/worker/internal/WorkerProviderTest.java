package dev.patchbay.worker.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.rpc.CallException;
import dev.patchbay.worker.WorkerStatus.State;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** The workers by RPC. */
public class WorkerProviderTest {

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    @Rule
    public final NodeRule node = new NodeRule();

    private WorkerProvider provider;

    @Before
    public void start() throws Exception {
        node.python("lamp", "class Lamp:\n    def set(self, colour):\n        return colour\n");
        node.module("lamp", "lamp", "Lamp", null).module("dead", "nothing", "X", null);
        provider = new WorkerProvider(node.start());
        node.await("lamp", State.READY);
        node.await("dead", State.DEAD);
    }

    @Test
    public void listsAllWithWhatIsWrong() {
        List<WorkerProvider.Status> all = provider.list();
        assertEquals(
                List.of("lamp", "dead"), all.stream().map(each -> each.name()).toList());
        assertEquals("ready", all.get(0).state());
        assertEquals((Long) node.pid("lamp"), all.get(0).pid());
        assertNull(all.get(0).problem());
        assertTrue(all.get(1).problem(), all.get(1).problem().contains("No module named 'nothing'"));
    }

    @Test
    public void helpIsThatOfTheModule() throws Exception {
        assertTrue(provider.help("lamp").toString().contains("set(colour)"));
        CallException unknown = assertThrows(CallException.class, () -> provider.help("Lamp"));
        assertEquals(WorkerProvider.UNKNOWN, unknown.code());
        CallException dead = assertThrows(CallException.class, () -> provider.help("dead"));
        assertEquals("dead worker is not alive!", dead.getMessage());
    }

    @Test
    public void reloadsOneOrWhatChanged() throws Exception {
        long pid = node.pid("lamp");
        provider.reloadAll();
        assertEquals(pid, node.pid("lamp"));
        node.python("nothing", "class X:\n    pass\n");
        provider.reload("dead");
        node.await("dead", State.READY);
        assertEquals(
                WorkerProvider.UNKNOWN,
                assertThrows(CallException.class, () -> provider.reload("nobody"))
                        .code());
        node.write("modules.json", "{");
        assertEquals(
                WorkerProvider.NOT_POSSIBLE,
                assertThrows(CallException.class, () -> provider.reloadAll()).code());
        assertEquals(
                WorkerProvider.NOT_POSSIBLE,
                assertThrows(CallException.class, () -> provider.reload("lamp")).code());
        assertEquals(pid, node.pid("lamp"));
    }
}
