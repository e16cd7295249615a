package dev.patchbay.host.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection of the control socket: one request, one answer, the end mark. */
final class ControlConversation implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(ControlConversation.class);

    private final SocketChannel channel;
    private final ControlCommands commands;

    ControlConversation(SocketChannel channel, ControlCommands commands) {
        this.channel = channel;
        this.commands = commands;
    }

    @Override
    public void run() {
        try (channel) {
            ControlOutput output = new ControlOutput(channel);
            answer(ControlRequest.read(new ControlInput(channel)), output);
            output.end();
        } catch (IOException e) {
            LOG.debug("A client of the control socket has gone", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(ControlRequest request, OutputStream output) throws IOException, InterruptedException {
        try {
            if (!commands.use(request.word(), command -> command.run(request.words(), request.input(), output))) {
                say(output, "unknow command");
            }
        } catch (RuntimeException e) {
            LOG.error("The control command {} failed", request.word(), e);
            say(output, "error: " + e.getMessage());
        }
    }

    /** Ends the connection at once with one sentence; for the thread that accepts. */
    static void refuse(SocketChannel channel, String sentence) {
        try (channel) {
            ControlOutput output = new ControlOutput(channel);
            say(output, sentence);
            output.end();
        } catch (IOException e) {
            LOG.debug("A refused client of the control socket has gone", e);
        }
    }

    private static void say(OutputStream output, String line) throws IOException {
        output.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
