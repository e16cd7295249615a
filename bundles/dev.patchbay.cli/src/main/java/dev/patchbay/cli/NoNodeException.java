package dev.patchbay.cli;

/** No node answers at a control socket. */
final class NoNodeException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param place in a home, or at an address */
    NoNodeException(String place, Throwable cause) {
        super(
                "No node is running " + place + "; start one with 'patchbay run', name another with --home, or a"
                        + " remote one with --url",
                cause);
    }
}
