package dev.patchbay.cluster.spi;

/** A node cannot take part in the cluster; the message says why and what to do, in one sentence. */
public final class ClusterTransportException extends Exception {

    private static final long serialVersionUID = 1L;

    public ClusterTransportException(String message) {
        super(message);
    }

    public ClusterTransportException(String message, Throwable cause) {
        super(message, cause);
    }
}
