package dev.patchbay.udp.spi;

import dev.patchbay.udp.UdpRequest;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Answers the datagrams that come to one UDP port.
 *
 * <p>Publish it as a service with the property {@value dev.patchbay.udp.UdpSettings#PORT}, or with all properties of {@link
 * dev.patchbay.udp.UdpSettings#toProperties}, and the port is open for as long as the service is there; or hand it to a {@link
 * dev.patchbay.udp.UdpTransport}.
 */
@ConsumerType
public interface UdpRequestHandler {

    /**
     * A datagram has come. It may be empty, and is anything that anybody may send.
     *
     * <p>Called on a thread of this port alone, one call at a time and in the order of arrival when the port has one thread.
     * It may block, but then nothing is read from this port by this thread, and the system drops what does not fit its
     * buffer. It is interrupted when it is still busy 1.5 s after its port has been closed. Whatever it throws is counted
     * and logged, at most once a second, and the next datagram is handled.
     *
     * @param request valid until this returns: the same object comes again with the next datagram
     */
    void handle(UdpRequest request);
}
