package dev.patchbay.dispatch.internal;

/** The component is registered but could not be made. */
final class NotActivatedException extends Exception {

    private static final long serialVersionUID = 1L;

    NotActivatedException(String name) {
        super("'" + name + "' is there but its component could not be activated; ask 'why' for the reason");
    }
}
