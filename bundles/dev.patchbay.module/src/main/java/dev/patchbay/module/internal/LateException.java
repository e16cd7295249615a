package dev.patchbay.module.internal;

/** Something took longer than it may. */
final class LateException extends Exception {

    private static final long serialVersionUID = 1L;

    LateException(String message) {
        super(message);
    }
}
