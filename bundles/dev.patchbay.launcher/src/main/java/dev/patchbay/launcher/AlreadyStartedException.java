package dev.patchbay.launcher;

/** A node runs here already, or its lock says so; the sentence contains "already started". */
final class AlreadyStartedException extends NodeException {

    private static final long serialVersionUID = 1L;

    AlreadyStartedException(String sentence) {
        super(sentence);
    }
}
