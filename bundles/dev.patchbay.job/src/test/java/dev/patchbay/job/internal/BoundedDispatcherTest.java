package dev.patchbay.job.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** A dispatcher that has fewer threads than there is to do. */
public class BoundedDispatcherTest {

    @Rule
    public final EngineFixture node = new EngineFixture(FakeDispatcher.bounded(8));

    @Test(timeout = 60_000)
    public void whatTheDispatcherRefusesIsTriedAgain() {
        node.add("child", (input, context) -> 1L);
        node.add("parent", (input, context) -> {
            List<Long> ids = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                ids.add(context.start("child", List.of()));
            }
            return (long) context.join(ids).size();
        });
        assertEquals(300L, node.run("parent").result());
        assertTrue(node.dispatcher.refused.get() > 0);
    }

    @Test(timeout = 60_000)
    public void manySubmissionsAllEnd() {
        node.add("make", (input, context) -> 1L);
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            ids.add(node.submit("make"));
        }
        ids.forEach(id -> assertEquals(1L, node.end(id).result()));
    }
}
