package dev.patchbay.protocol.zephserver.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.Test;

public class TaskPathsTest {

    @Test
    public void nothingMeansEveryTaskByItsOwnName() {
        for (String nothing : List.of("", "  ", "{}")) {
            assertEquals(Map.of(), TaskPaths.parse(nothing).paths());
        }
    }

    @Test
    public void thePingIsAlwaysAmongThemUnlessItIsNamed() {
        assertEquals(
                Map.of("A", "m/A", "TaskPing", TaskPing.ID),
                TaskPaths.parse("{\"A\":\"m/A\"}").paths());
        assertEquals(
                Map.of("TaskPing", "m/Mine"),
                TaskPaths.parse("{\"TaskPing\":\"m/Mine\"}").paths());
    }

    @Test
    public void whatIsNoObjectOfTextsIsRefusedWithASentence() {
        for (String bad : List.of("[]", "7", "{", "{\"A\":1}", "{\"A\":null}", "{\"A\":[\"m/A\"]}", "A=m/A")) {
            IllegalArgumentException e = assertThrows(bad, IllegalArgumentException.class, () -> TaskPaths.parse(bad));
            assertTrue(e.getMessage(), e.getMessage().startsWith("Expected zephserver.tasks to "));
        }
    }

    @Test
    public void anIdHasExactlyOneSlash() {
        for (String good : List.of("shop.tasks/TaskBuy", "a/b", "shop.buy", "TaskBuy", "task-1_x")) {
            assertTrue(good, TaskPaths.isWellFormed(good));
        }
        for (String bad :
                List.of("shop/tasks/TaskBuy", "/TaskBuy", "shop/", "/", "", " ", "a b", "a..b", ".a", "a /b")) {
            assertFalse(bad, TaskPaths.isWellFormed(bad));
        }
    }
}
