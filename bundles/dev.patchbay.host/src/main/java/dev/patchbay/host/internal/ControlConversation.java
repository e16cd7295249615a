package dev.patchbay.host.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection of the control socket: one request, one answer, the end mark. */
final class ControlConversation implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(ControlConversation.class);

    private static final int MOST_DISCARDED_BYTES = 65_536;

    private final SocketChannel channel;
    private final ControlCommands commands;

    /** Until the client has asked, or was dropped: whichever comes first. */
    private final AtomicBoolean isSilent = new AtomicBoolean(true);

    ControlConversation(SocketChannel channel, ControlCommands commands) {
        this.channel = channel;
        this.commands = commands;
    }

    @Override
    public void run() {
        try (channel) {
            ControlRequest request = ControlRequest.read(new ControlInput(channel));
            if (isSilent.compareAndSet(true, false)) {
                ControlOutput output = new ControlOutput(channel);
                answer(request, output);
                output.end();
            }
        } catch (IOException e) {
            LOG.debug("A client of the control socket has gone", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the client has not asked anything yet. */
    boolean isSilent() {
        return isSilent.get();
    }

    /** Ends the connection if the client has not asked anything yet; returns whether it did. */
    boolean dropIfSilent() {
        if (!isSilent.compareAndSet(true, false)) {
            return false;
        }
        try {
            LOG.debug("A client of the control socket that said nothing is dropped");
            channel.close();
        } catch (IOException e) {
            LOG.debug("A client of the control socket went while it was dropped", e);
        }
        return true;
    }

    private void answer(ControlRequest request, OutputStream output) throws IOException, InterruptedException {
        try {
            if (request.isCut()) {
                discardRest();
            }
            if (!commands.use(request.word(), command -> command.run(request.words(), request.input(), output))) {
                discardRest();
                say(output, "unknow command");
            }
        } catch (RuntimeException e) {
            LOG.error("The control command {} failed", request.word(), e);
            say(output, "error: " + e.getMessage());
        }
    }

    /** Nobody reads it, and what is unread when the connection is closed takes the answer away from the client. */
    private void discardRest() throws IOException {
        ByteBuffer rest = ByteBuffer.allocate(MOST_DISCARDED_BYTES);
        channel.configureBlocking(false);
        int count;
        do {
            count = channel.read(rest);
        } while (count > 0);
        channel.configureBlocking(true);
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
