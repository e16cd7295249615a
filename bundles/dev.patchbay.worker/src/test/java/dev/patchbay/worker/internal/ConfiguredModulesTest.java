package dev.patchbay.worker.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.worker.WorkerException;
import dev.patchbay.worker.WorkerStatus.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** Which modules there are, and what happens when that changes. */
public class ConfiguredModulesTest {

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    @Rule
    public final EngineRule node = new EngineRule();

    /** Starts with these, and has all of them serve. */
    private void startWith(String... names) throws IOException {
        node.write(EngineRule.modules(names));
        node.start();
        for (int i = 1; i <= names.length; i++) {
            node.hosts.await(i).makeReady();
        }
        for (String name : names) {
            node.awaitState(name, State.READY);
        }
    }

    @Test
    public void onlyWhatChangedIsTouched() throws Exception {
        startWith("a", "b", "c");
        node.write("{\"a\": [\"lab.a\", \"Module\", null], \"b\": [\"lab.b\", \"Other\", \"call\"],"
                + " \"d\": [\"lab.d\", \"Module\", null]}");
        node.hosts.await(4);
        assertEquals("d", node.hosts.made.get(3).spec.name());
        assertFalse(node.hosts.made.get(0).isStopped);
        await().until(() -> node.hosts.made.get(1).isStopped && node.hosts.made.get(2).isStopped);
        node.hosts.made.get(1).die();
        assertEquals(new ModuleSpec("b", "lab.b", "Other", "call"), node.hosts.await(5).spec);
        node.hosts.made.get(2).die();
        node.awaitNames("a", "b", "d");
        node.awaitEvent("module.unloaded c");
        assertEquals(5, node.hosts.made.size());
    }

    @Test
    public void aReloadedModuleGoesToTheEndOfTheList() throws Exception {
        startWith("a", "b", "c");
        Thread reload = new Thread(() -> reload("a"));
        reload.start();
        node.awaitNames("b", "c", "a");
        node.hosts.made.get(0).die();
        node.hosts.await(4).makeReady();
        reload.join(20_000);
        assertFalse(reload.isAlive());
    }

    private void reload(String name) {
        try {
            node.engine().reload(name);
        } catch (WorkerException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    public void touchingTheFileDoesNothing() throws Exception {
        startWith("a");
        Files.setLastModifiedTime(node.file(), FileTime.from(Instant.now().plusSeconds(5)));
        node.write(EngineRule.modules("a", "b"));
        Files.setLastModifiedTime(node.file(), FileTime.from(Instant.now().plusSeconds(10)));
        node.hosts.await(2);
        assertFalse(node.hosts.made.get(0).isStopped);
        assertEquals(2, node.hosts.made.size());
    }

    @Test
    public void entriesThatAreWrongAreLeftOutAndTold() throws Exception {
        node.write("{\"_off\": [\"x\"], \"a\": [\"lab.a\", \"A\", null], \"few\": [\"x\", \"Y\"], \"text\": \"x\","
                + " \"number\": [\"x\", 1, null], \"\": [\"x\", \"Y\", null], \"b\": [\"lab.b\", \"B\", \"call\"]}");
        node.start();
        node.awaitNames("a", "b");
        for (String wrong : List.of("few", "text", "number", "got \\\"\\\": ")) {
            assertEquals(wrong, 1, node.logged(wrong));
        }
        assertEquals(0, node.logged("_off"));
    }

    @Test
    public void aFileThatIsNotThereAtTheStartIsToldOnceAndReadWhenItComes() throws Exception {
        node.start();
        node.awaitLog("there is no such file");
        node.write(EngineRule.modules("a"));
        node.awaitNames("a");
        assertEquals(1, node.logged("there is no such file"));
    }

    @Test
    public void aFileThatIsDeletedHalfWrittenOrADirectoryChangesNothing() throws Exception {
        startWith("a");
        Files.delete(node.file());
        node.awaitLog("there is no such file");
        node.write("{\"a\": [\"lab.a\", \"Mod");
        node.awaitLog("Unterminated");
        node.write("[1, 2]");
        node.awaitLog("Expected a JSON object");
        Files.delete(node.file());
        Files.createDirectory(node.file());
        node.awaitLog("it is a directory");
        WorkerException all =
                assertThrows(WorkerException.class, () -> node.engine().reloadAll());
        assertTrue(all.getMessage(), all.getMessage().contains("it is a directory"));
        assertThrows(WorkerException.class, () -> node.engine().reload("a"));
        assertEquals(List.of("a"), node.names());
        assertFalse(node.hosts.made.get(0).isStopped);
        Files.delete(node.file());
        node.write(EngineRule.modules("a", "b"));
        node.awaitNames("a", "b");
        assertFalse(node.hosts.made.get(0).isStopped);
    }

    @Test
    public void aFileThatChangesTenTimesASecondIsReadMeanwhile() throws Exception {
        startWith("a");
        int writes = 0;
        String last = "";
        long begin = System.nanoTime();
        while (node.names().size() < 3 && writes < 200) {
            last = "b" + writes++;
            node.write(EngineRule.modules("a", "x", last));
            await().pollDelay(100, TimeUnit.MILLISECONDS).until(() -> true);
        }
        assertTrue("after " + writes + " writes", writes < 50);
        assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(20));
        String newest = last;
        await().until(() -> node.names().contains(newest) && node.names().size() == 3);
        assertFalse(node.hosts.made.get(0).isStopped);
    }

    @Test
    public void modulesAreAlsoTakenFromTheSettingsWhichWin() throws Exception {
        node.config.modules = "{\"a\": [\"service:a\", \"\", null], \"_b\": 1}";
        node.write(EngineRule.modules("a", "c"));
        node.start();
        node.awaitNames("a", "c");
        assertEquals("service:a", node.hosts.await(1).spec.module());
        node.hosts.await(2);
        node.config.modules = "{\"a\": [\"service:a\", \"\", null], \"d\": [\"lab.d\", \"D\", null]}";
        node.configure();
        node.awaitNames("a", "c", "d");
        node.config.modules = "no JSON";
        node.configure();
        node.awaitLog("worker/modules");
        assertEquals(List.of("a", "c", "d"), node.names());
        assertEquals(3, node.hosts.made.size());
    }

    @Test
    public void aReloadOfAnUnknownModuleSaysSo() throws Exception {
        startWith("a");
        assertFalse(node.engine().reload("A"));
        assertFalse(node.hosts.made.get(0).isStopped);
    }

    @Test
    public void aReloadOfAModuleThatIsNoLongerConfiguredRemovesIt() throws Exception {
        node.config.lookInMs = 60_000;
        startWith("a");
        node.write(EngineRule.modules());
        Thread reload = new Thread(() -> reload("a"));
        reload.start();
        await().until(() -> node.hosts.made.get(0).isStopped);
        assertTrue(reload.isAlive());
        node.hosts.made.get(0).die();
        reload.join(20_000);
        assertFalse(reload.isAlive());
        assertEquals(List.of(), node.names());
    }

    @Test
    public void aModuleThatLeavesIsNotListedWhileItDoes() throws Exception {
        startWith("a", "b");
        node.write(EngineRule.modules("b"));
        node.awaitNames("b");
        assertTrue(node.engine().find("a").isEmpty());
        await().until(() -> node.hosts.made.get(0).isStopped);
    }

    @Test
    public void closingHasAllLeaveSideBySideAndTellsWhenSomeDoNot() throws Exception {
        startWith("a", "b");
        assertFalse(node.engine().close(50));
        await().until(() -> node.hosts.made.stream().allMatch(host -> host.isStopped));
        assertEquals(List.of(), node.names());
        assertThrows(WorkerException.class, () -> Client.queue(node.engine(), "a"));
    }
}
