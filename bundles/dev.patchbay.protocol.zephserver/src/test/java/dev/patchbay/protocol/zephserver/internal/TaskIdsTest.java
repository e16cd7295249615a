package dev.patchbay.protocol.zephserver.internal;

import static org.junit.Assert.assertEquals;

import dev.patchbay.naming.OriginalId;
import dev.patchbay.task.spi.Task;
import dev.patchbay.task.spi.TaskName;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

public class TaskIdsTest {

    private static final String ID = "shop.tasks/TaskBuy";

    private final FakeFramework framework = new FakeFramework();
    private final TaskIds ids = new TaskIds(framework.context());

    @Before
    public void open() {
        ids.open();
    }

    @After
    public void neverAnInstance() {
        ids.close();
        assertEquals(0, framework.instances());
    }

    private ServiceRegistration<?> task(String id, String name, int ranking) {
        return register(
                Task.class,
                Map.of(OriginalId.PROPERTY, id, TaskName.PROPERTY, name, Constants.SERVICE_RANKING, ranking));
    }

    private ServiceRegistration<?> register(Class<?> type, Map<String, ?> properties) {
        return framework.register(type.getName(), "a service", FrameworkUtil.asDictionary(properties));
    }

    @Test
    public void anIdLeadsToTheNameOfItsTask() {
        task(ID, "shop.buy", 0);
        assertEquals(Optional.of("shop.buy"), ids.nameOf(ID));
        assertEquals(Optional.empty(), ids.nameOf("shop.tasks/TaskSell"));
        assertEquals(Optional.empty(), ids.nameOf("shop.buy"));
    }

    @Test
    public void tasksThatWereThereBeforeCountToo() {
        ids.close();
        task(ID, "shop.buy", 0);
        ids.open();
        assertEquals(Optional.of("shop.buy"), ids.nameOf(ID));
    }

    @Test
    public void whatIsNoTaskOrLacksAPropertyDoesNotCount() {
        register(Runnable.class, Map.of(OriginalId.PROPERTY, ID, TaskName.PROPERTY, "x"));
        register(Task.class, Map.of(OriginalId.PROPERTY, ID));
        register(Task.class, Map.of(TaskName.PROPERTY, "x"));
        assertEquals(Optional.empty(), ids.nameOf(ID));
    }

    @Test
    public void anIdKeepsItsNameWhileItsTaskIsReplaced() {
        task(ID, "shop.buy", 0).unregister();
        assertEquals(Optional.of("shop.buy"), ids.nameOf(ID));
        task(ID, "shop.buy2", 0);
        assertEquals(Optional.of("shop.buy2"), ids.nameOf(ID));
    }

    @Test
    public void aPredecessorThatLeavesLateTakesNothingAway() {
        ServiceRegistration<?> old = task(ID, "shop.old", 0);
        task(ID, "shop.new", 5);
        assertEquals(Optional.of("shop.new"), ids.nameOf(ID));
        old.unregister();
        assertEquals(Optional.of("shop.new"), ids.nameOf(ID));
    }

    @Test
    public void whenTheBestLeavesTheNextBestAnswers() {
        task(ID, "shop.old", 0);
        task(ID, "shop.new", 5).unregister();
        assertEquals(Optional.of("shop.old"), ids.nameOf(ID));
    }

    @Test
    public void changedPropertiesAreTakenOver() {
        ServiceRegistration<?> task = task(ID, "shop.buy", 0);
        task.setProperties(FrameworkUtil.asDictionary(
                Map.of(OriginalId.PROPERTY, "shop.tasks/TaskSell", TaskName.PROPERTY, "shop.sell")));
        assertEquals(Optional.of("shop.sell"), ids.nameOf("shop.tasks/TaskSell"));
        task(ID, "shop.buy2", -5);
        assertEquals(Optional.of("shop.buy2"), ids.nameOf(ID));
    }
}
