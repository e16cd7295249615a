package dev.patchbay.benchmarks.server;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link BarePeer} over a NATS server.
 *
 * <p>Arguments: the port to be told on, its name, the server's URL.
 */
public final class BareNats {

    private static final Logger LOG = LoggerFactory.getLogger(BareNats.class);
    private static final String SUBJECT = "bare.event";

    private BareNats() {}

    /** Serves until the process is ended. */
    public static void main(String[] args) throws Exception {
        Connection connection =
                Nats.connect(new Options.Builder().server(args[2]).noEcho().build());
        BarePeer peer = new BarePeer(args[1], bytes -> connection.publish(SUBJECT, bytes));
        connection.createDispatcher(message -> receive(peer, message)).subscribe(SUBJECT);
        connection.flush(Duration.ofSeconds(5));
        peer.serve(Integer.parseInt(args[0]));
    }

    private static void receive(BarePeer peer, Message message) {
        try {
            peer.received(message.getData(), 0, message.getData().length);
        } catch (Exception e) { // what the library throws; the driver will miss the event
            LOG.error("A message could not be handled", e);
        }
    }
}
