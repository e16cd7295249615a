package dev.patchbay.shell.internal;

import java.io.IOException;
import java.io.InputStream;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Interrupts a client's command when the client has gone. Its thread ends with the connection, which the control
 * socket closes as soon as the command is over.
 */
final class ClientWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ClientWatch.class);

    private ClientWatch() {}

    static void start(InputStream client, CommandSession session) {
        Thread thread = new Thread(() -> watch(client, session), "patchbay-exec-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private static void watch(InputStream client, CommandSession session) {
        try {
            while (client.read() >= 0) {
                // commands of a script take no input
            }
        } catch (IOException e) {
            LOG.debug("The client's connection broke", e);
        }
        Job job = session.foregroundJob();
        if (job != null) {
            job.interrupt();
        }
    }
}
