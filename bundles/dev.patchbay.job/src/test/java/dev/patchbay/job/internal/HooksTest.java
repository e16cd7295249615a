package dev.patchbay.job.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import dev.patchbay.job.JobState;
import dev.patchbay.job.Jobs.HookPoint;
import dev.patchbay.rpc.CallException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Tasks that run before and after others. */
public class HooksTest {

    @Rule
    public final EngineFixture node = new EngineFixture();

    private final List<String> ran = Collections.synchronizedList(new ArrayList<>());

    @Before
    public void addTasks() {
        addNoting("make");
        addNoting("hook");
        addNoting("other");
        node.add("bad", (input, context) -> {
            ran.add("bad " + input);
            throw new CallException(17, "bad");
        });
    }

    private void addNoting(String name) {
        node.add(name, (input, context) -> {
            ran.add(name + " " + input);
            return name;
        });
    }

    @Test
    public void hooksRunAroundTheTaskWithItsArguments() {
        node.engine.hook("make", HookPoint.BEFORE, "hook", job -> true);
        node.engine.hook("make", HookPoint.AFTER, "other", job -> true);
        node.engine.hook("make", HookPoint.ERROR, "bad", job -> true);
        assertEquals("make", node.run("make", 5L).result());
        assertEquals(List.of("hook [5]", "make [5]", "other [5]"), ran);
        assertEquals(Long.valueOf(1), node.job(2).parent());
    }

    @Test
    public void aHookThatFailsBeforehandKeepsTheTaskFromRunning() {
        node.engine.hook("make", HookPoint.BEFORE, "bad", job -> true);
        node.assertFailed(node.run("make"), 17, "bad");
        assertEquals(List.of("bad []"), ran);
    }

    @Test
    public void aHookThatFailsAfterwardsFailsTheJob() {
        node.engine.hook("make", HookPoint.AFTER, "bad", job -> true);
        node.assertFailed(node.run("make"), 17, "bad");
        assertEquals(List.of("make []", "bad []"), ran);
    }

    @Test
    public void anErrorHookRunsAfterAFailureAndItsOwnIsIgnored() {
        node.add("worse", (input, context) -> {
            ran.add("worse " + input);
            throw new CallException(18, "worse");
        });
        node.engine.hook("bad", HookPoint.ERROR, "worse", job -> true);
        node.engine.hook("bad", HookPoint.AFTER, "other", job -> true);
        node.assertFailed(node.run("bad"), 17, "bad");
        assertEquals(List.of("bad []", "worse []"), ran);
    }

    @Test
    public void aConditionDecides() {
        node.engine.hook("make", HookPoint.BEFORE, "hook", job -> job.args().equals(List.of(1L)));
        node.run("make", 2L);
        node.run("make", 1L);
        assertEquals(List.of("make [2]", "hook [1]", "make [1]"), ran);
    }

    @Test
    public void aHookThatWasTakenOffDoesNotRunAnyMore() throws Exception {
        node.engine.hook("make", HookPoint.BEFORE, "hook", job -> true).close();
        assertEquals(JobState.FINISHED, node.run("make").state());
        assertEquals(List.of("make []"), ran);
    }

    @Test
    public void aTaskIsNoHookOfItself() {
        assertThrows(
                IllegalArgumentException.class, () -> node.engine.hook("make", HookPoint.BEFORE, "make", job -> true));
    }
}
