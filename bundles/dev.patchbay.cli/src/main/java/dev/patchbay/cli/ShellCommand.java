package dev.patchbay.cli;

import dev.patchbay.cli.words.ControlWords;
import dev.patchbay.cli.words.TerminalWords;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Attaches this terminal to the node's shell. */
@Command(name = "shell", description = "Open the shell of the node of this home in this terminal; Ctrl-D leaves it.")
final class ShellCommand implements Callable<Integer> {

    private final NodeOptions node;
    private final Console console;

    ShellCommand(NodeOptions node, Console console) {
        this.node = node;
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        ControlClient control = node.control();
        LocalTerminal terminal = LocalTerminal.open();
        TerminalWords words = terminal.words(Objects.toString(System.getenv("TERM"), "dumb"));
        try (Conversation conversation = control.converse(ControlWords.SHELL + " " + words.format())) {
            terminal.makeRaw();
            relayKeys(conversation);
            conversation.relay(console.out());
            return ExitCode.OK;
        } finally {
            terminal.restore();
        }
    }

    private void relayKeys(Conversation conversation) {
        Thread thread = new Thread(() -> sendKeys(conversation), "patchbay-keys");
        // a read of the terminal cannot be interrupted; it ends with the process
        thread.setDaemon(true);
        thread.start();
    }

    private void sendKeys(Conversation conversation) {
        byte[] keys = new byte[1024];
        try (conversation) {
            for (int count = console.in().read(keys);
                    count >= 0;
                    count = console.in().read(keys)) {
                conversation.send(keys, count);
            }
        } catch (IOException e) {
            // expected when the shell has ended; otherwise the reader of the answer finds out as well, and says so
            return;
        }
    }
}
