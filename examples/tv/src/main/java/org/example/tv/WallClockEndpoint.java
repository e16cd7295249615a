package org.example.tv;

import dev.patchbay.clock.Clock;
import dev.patchbay.clock.Ticks;
import dev.patchbay.dvbcss.MalformedMessageException;
import dev.patchbay.dvbcss.WallClock;
import dev.patchbay.dvbcss.WcMessage;
import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.EndpointSettings;
import dev.patchbay.endpoint.Message;
import dev.patchbay.endpoint.spi.Endpoint;
import dev.patchbay.endpoint.spi.EndpointServer;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The wall clock for browsers, which have no UDP: the messages of CSS-WC, each a binary message of a WebSocket. Of each
 * connection it keeps how many requests it has answered.
 */
@Component(
        service = Endpoint.class,
        property = {EndpointSettings.PATH + "=/tv/wc", "patchbay.endpoint.maxMessageBytes:Integer=64"})
public final class WallClockEndpoint extends EndpointServer<LongAdder> {

    private static final Logger LOG = LoggerFactory.getLogger(WallClockEndpoint.class);

    private final Clock clock;

    @Activate
    public WallClockEndpoint(@Reference WallClock wallClock) {
        clock = wallClock.clock();
    }

    @Override
    protected LongAdder newData(Connection connection) {
        return new LongAdder();
    }

    @Override
    protected void onBinary(Connection connection, LongAdder answered, byte[] payload) {
        Ticks received = clock.now(); // before anything else: what we take from here on does not make it less exact
        try {
            WcMessage request = WcMessage.decode(ByteBuffer.wrap(payload));
            if (request.type() == WcMessage.REQUEST) {
                connection.send(Message.binary(response(request, received)));
                answered.increment();
            }
        } catch (MalformedMessageException e) {
            LOG.debug("{} sent no request: {}", connection.id(), e.getMessage()); // the protocol has no answer for that
        }
    }

    private byte[] response(WcMessage request, Ticks received) {
        ByteBuffer octets = ByteBuffer.allocate(WcMessage.LENGTH);
        new WcMessage(
                        WcMessage.RESPONSE,
                        clock.dispersionAt(received),
                        clock.rootMaxFrequencyErrorInPpm(),
                        request.originateSeconds(),
                        request.originateNanos(),
                        received.whole(),
                        clock.ticks())
                .encode(octets);
        return octets.array();
    }

    @Override
    protected void onDisconnect(Connection connection, LongAdder answered) {
        LOG.debug("{} has gone after {} answers", connection.id(), answered);
    }
}
