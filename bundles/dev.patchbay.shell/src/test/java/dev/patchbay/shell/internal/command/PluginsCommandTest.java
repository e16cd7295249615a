package dev.patchbay.shell.internal.command;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.plugin.Plugins;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class PluginsCommandTest {

    private static final String STORAGE = "storage  appliance/1.0.0  is initialised\n";

    private final FakePlugins plugins = new FakePlugins();
    private final PluginsCommand command = new PluginsCommand(plugins);

    @Test
    public void pluginsAreListedWithHowTheyAre() throws Exception {
        assertEquals("""
                PLUGIN   BUNDLE           STATE
                storage  appliance/1.0.0  is initialised
                shares   appliance/1.0.0  depends on plugin 'gone', which is not there
                """, output());
        assertEquals(List.of(), plugins.reloaded);
    }

    @Test
    public void oneOrAllAreInitialisedAgain() throws Exception {
        assertTrue(output("reload", "storage").endsWith(STORAGE));
        assertEquals(output(), output("reload"));
        assertEquals(List.of("storage", "all"), plugins.reloaded);
    }

    @Test
    public void unknownWordsAndNamesSayWhatWasExpected() {
        assertTrue(failure("reload", "stores").startsWith("There is no plugin 'stores'"));
        assertTrue(failure("load").contains("got 'load'; usage: plugins [reload [NAME]]"));
        assertTrue(failure("reload", "storage", "shares").contains("got 'reload storage shares'"));
        assertEquals(List.of(), plugins.reloaded);
    }

    @Test
    public void itIsExplained() {
        assertEquals("plugins", command.help().name());
        assertTrue(command.help().summary().startsWith("List the plugins"));
    }

    private String output(String... words) throws Exception {
        return CommandOutput.of(command, words);
    }

    private String failure(String... words) {
        return String.valueOf(
                assertThrows(CommandFailedException.class, () -> output(words)).getMessage());
    }

    private static final class FakePlugins implements Plugins {

        private final List<String> reloaded = new ArrayList<>();

        @Override
        public List<Status> list() {
            return List.of(
                    new Status("storage", List.of(), true, null, Map.of(), "appliance/1.0.0"),
                    new Status(
                            "shares",
                            List.of("storage", "gone"),
                            false,
                            "depends on plugin 'gone', which is not there",
                            Map.of(),
                            "appliance/1.0.0"));
        }

        @Override
        public boolean reload(String name) {
            return list().stream().anyMatch(status -> status.name().equals(name)) && reloaded.add(name);
        }

        @Override
        public void reloadAll() {
            reloaded.add("all");
        }
    }
}
