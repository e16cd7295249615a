package dev.patchbay.cli;

import dev.patchbay.cli.words.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Words for a node as the originals' tool sends them, joined by blanks; every line of the answer is printed. */
record ZephRequest(List<String> words) {

    /** What a node reads of a request. */
    private static final int LIMIT_IN_BYTES = 1024;

    int send(ControlClient client, Console console) throws IOException, NoNodeException, UsageException {
        String text = String.join(" ", words);
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        if (length > LIMIT_IN_BYTES) {
            throw new UsageException("Expected words of at most " + LIMIT_IN_BYTES + " bytes together, got " + length);
        }
        console.out().print(client.ask(text));
        console.out().flush();
        return ExitCode.OK;
    }
}
