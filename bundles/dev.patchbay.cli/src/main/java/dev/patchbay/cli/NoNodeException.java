package dev.patchbay.cli;

import java.nio.file.Path;

/** No node answers at the control socket of a home directory. */
final class NoNodeException extends Exception {

    private static final long serialVersionUID = 1L;

    NoNodeException(Path home, Throwable cause) {
        super(
                "No node is running in " + home + "; start one with 'patchbay run', name another with --home, or a"
                        + " remote one with --url",
                cause);
    }
}
