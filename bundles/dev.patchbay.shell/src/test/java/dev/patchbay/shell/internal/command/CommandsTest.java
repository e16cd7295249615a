package dev.patchbay.shell.internal.command;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.node.Diagnosis.Finding;
import dev.patchbay.shell.internal.FakeDispatcher;
import dev.patchbay.shell.internal.GogoFixture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class CommandsTest {

    private final FakeDispatcher dispatcher = new FakeDispatcher();

    @Test
    public void tasksAreListedWithWhereTheyComeFrom() throws Exception {
        assertEquals("""
                TASK           DESCRIPTION  ROLES  BUNDLE
                hello          Greets.      a,b    ex/1.0.0
                volume.create                      vol/2.1.0
                """, output(new TasksCommand(dispatcher)));
    }

    @Test
    public void oneTaskIsShownWithItsSchemas() throws Exception {
        String text = output(new TasksCommand(dispatcher), "hello");

        assertTrue(text, text.startsWith("hello (ex/1.0.0) Greets.\ninput:\n{\n  \"type\": \"object\"\n}\nresult:\n"));
    }

    @Test
    public void unknownTaskSaysWhereToLook() {
        String message = failure(new TasksCommand(dispatcher), "nope");

        assertTrue(message, message.contains("'why' tells what is missing"));
    }

    @Test
    public void methodsAreListedWithTheirParameters() throws Exception {
        String text = output(new ProvidersCommand(dispatcher));

        assertTrue(text, text.contains("clock.now       [zone string], x  string  Tells the time.  clock/1.0.0"));
        assertTrue(text, text.contains("lab.scope.read"));
    }

    @Test
    public void methodsOfOneNamespaceCanBeListedAlone() throws Exception {
        String text = output(new ProvidersCommand(dispatcher), "lab.scope");

        assertTrue(text, text.contains("lab.scope.read"));
        assertTrue(text, !text.contains("clock.now"));
        assertTrue(failure(new ProvidersCommand(dispatcher), "lab").startsWith("There is no provider 'lab'"));
    }

    @Test
    public void settingsAreARowForEachKey() throws Exception {
        Map<String, Object> sections = new LinkedHashMap<>();
        sections.put("http", new LinkedHashMap<>(Map.of("port", 5000L)));
        sections.put("host", Map.of("name", "lab"));
        dispatcher.result = sections;

        assertEquals(
                "SECTION  KEY   VALUE\nhttp     port  5000\nhost     name  lab\n",
                output(new SettingsCommand(dispatcher)));
        assertEquals("SECTION  KEY   VALUE\nhost     name  lab\n", output(new SettingsCommand(dispatcher), "host"));
        assertTrue(failure(new SettingsCommand(dispatcher), "nope").contains("[http, host]"));
    }

    @Test
    public void findingsAreToldInFull() throws Exception {
        String sentence = "it needs package org.example, which no bundle exports; " + "install one".repeat(20);
        WhyCommand why = new WhyCommand(() -> List.of(new Finding("a.jar", sentence), new Finding("b", "no config")));

        assertEquals("a.jar: " + sentence + "\nb: no config\n", output(why));
        assertEquals("b: no config\n", output(why, "config"));
        assertEquals(List.of("a.jar", "b"), why.candidates());
    }

    @Test
    public void nothingFoundIsSaidToo() throws Exception {
        WhyCommand why = new WhyCommand(List::of);

        assertEquals("Everything that was dropped or installed works.\n", output(why));
        assertTrue(output(why, "hello").contains("was it dropped into deploy at all?"));
    }

    @Test
    public void connectionsSayWhoAndHowLong() throws Exception {
        String text = output(new ConnectionsCommand(new FakeConnections()));

        assertTrue(text, text.startsWith("CONNECTION  USER  FROM           PATH  OPEN FOR   PENDING\n"));
        assertTrue(text, text.contains("rpc-1       kim   10.0.0.9:4711  /rpc  2 h 5 min  42\n"));
        assertTrue(text, text.endsWith("1 open, 3 closed for being slow, listening on http://127.0.0.1:5000\n"));
    }

    @Test
    public void helpListsEveryCommandAndShowsOne() throws Exception {
        CommandCatalog catalog = new GogoFixture().catalog;

        String all = output(new HelpCommand(catalog));
        String one = output(new HelpCommand(catalog), "call");

        assertTrue(all, all.contains("tasks [TASK]"));
        assertTrue(one, one.startsWith("usage: call METHOD [JSON...] [--limit SECONDS]\nCall a method"));
        assertTrue(failure(new HelpCommand(catalog), "nope").contains("Expected one of call, events"));
    }

    private static String output(ShellCommand command, String... words) throws Exception {
        return CommandOutput.of(command, words);
    }

    private static String failure(ShellCommand command, String... words) {
        return String.valueOf(assertThrows(CommandFailedException.class, () -> output(command, words))
                .getMessage());
    }
}
