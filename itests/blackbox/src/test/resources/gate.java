package gate;

import java.nio.file.Files;
import java.nio.file.Path;

/** Holds the start of the node up until the file that the variable GATE names is there. */
public final class Gate {

    public Gate() throws InterruptedException {
        while (!Files.exists(Path.of(System.getenv("GATE")))) {
            Thread.sleep(10);
        }
    }
}
