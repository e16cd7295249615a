package dev.patchbay.module.helper;

/** A module does not do what it was told, and nothing is wrong with that: the caller gets the message, and nothing is logged. */
public final class ModuleRefusal extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message one sentence, for the caller */
    public ModuleRefusal(String message) {
        super(message);
    }

    static ModuleRefusal ofUnknownCommand() {
        return new ModuleRefusal("Unrecognized command");
    }
}
