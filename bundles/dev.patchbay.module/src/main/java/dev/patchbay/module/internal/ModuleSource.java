package dev.patchbay.module.internal;

/** Makes the modules of one type. */
interface ModuleSource {

    /**
     * Begins to make one; returns at once.
     *
     * @param identity whose it is
     */
    ModuleStart start(Identity identity, ChannelListener listener);

    /** Whether it has left, and its modules have to leave too. */
    default boolean isWithdrawn() {
        return false;
    }
}
