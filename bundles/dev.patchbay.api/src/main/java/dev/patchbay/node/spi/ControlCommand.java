package dev.patchbay.node.spi;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A command of the control socket. Publish it as a service with the property {@value #WORD}, the word it answers to.
 *
 * <p>Whoever can open the control socket is the administrator: its file mode is 0600.
 */
@ConsumerType
public interface ControlCommand {

    /** The service property that carries the word. */
    String WORD = "patchbay.control.word";

    /**
     * Runs the command on a thread of its own; may block for as long as the connection lasts.
     *
     * @param words what came after the command's own word
     * @param input what the client sends after its words; at its end when the client has gone
     * @param output what the client is shown; the end mark is written by the caller
     */
    void run(List<String> words, InputStream input, OutputStream output) throws IOException, InterruptedException;
}
