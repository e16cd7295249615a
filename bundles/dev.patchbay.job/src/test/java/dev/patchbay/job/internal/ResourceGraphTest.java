package dev.patchbay.job.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.Before;
import org.junit.Test;

/** What is below what. */
public class ResourceGraphTest {

    private final ResourceGraph graph = new ResourceGraph();

    @Before
    public void disks() {
        graph.register("disks", List.of());
        graph.register("da0", List.of("disks"));
        graph.register("da1", List.of("disks"));
        graph.register("tank", List.of("da0", "da1"));
        graph.register("tank/home", List.of("tank"));
    }

    @Test
    public void ancestorsAreEverythingAbove() {
        assertEquals(Set.of("tank", "da0", "da1", "disks", "root"), graph.ancestors("tank/home"));
        assertEquals(Set.of("root"), graph.ancestors("system"));
        assertEquals(Set.of(), graph.ancestors("nothing"));
    }

    @Test
    public void aCycleIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> graph.update("disks", List.of("tank/home")));
        assertThrows(IllegalArgumentException.class, () -> graph.update("tank", List.of("tank")));
        assertEquals(Set.of("root"), graph.ancestors("disks"));
    }

    @Test
    public void aTakenNameAndAnUnknownParentAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> graph.register("tank", List.of()));
        assertThrows(IllegalArgumentException.class, () -> graph.register("", List.of()));
        assertThrows(IllegalArgumentException.class, () -> graph.register("new", List.of("nothing")));
        assertThrows(IllegalArgumentException.class, () -> graph.update("nothing", List.of()));
        assertFalse(graph.has("new"));
    }

    @Test
    public void whatIsAlwaysThereStaysAsItIs() {
        for (String name : List.of("root", "system")) {
            assertThrows(IllegalArgumentException.class, () -> graph.unregister(name));
            assertThrows(IllegalArgumentException.class, () -> graph.rename(name, "other"));
            assertThrows(IllegalArgumentException.class, () -> graph.update(name, List.of("disks")));
        }
    }

    @Test
    public void whatIsBelowTheRemovedAloneGoesWithIt() {
        graph.unregister("da0");
        assertTrue("it is below da1 as well", graph.has("tank"));
        graph.unregister("da1");
        assertFalse(graph.has("tank"));
        assertFalse(graph.has("tank/home"));
        assertTrue(graph.has("disks"));
        graph.unregister("nothing");
    }

    @Test
    public void whatIsBelowTheRenamedStaysBelowIt() {
        graph.rename("tank", "pool");
        assertTrue(graph.ancestors("tank/home").contains("pool"));
        assertFalse(graph.has("tank"));
        assertEquals(Set.of("da0", "da1", "disks", "root"), graph.ancestors("pool"));
    }
}
