package dev.patchbay.cli;

/** What was typed is the beginning of no module's uid, or of several. */
final class NoSuchModuleException extends Exception {

    private static final long serialVersionUID = 1L;

    NoSuchModuleException(String message) {
        super(message);
    }
}
