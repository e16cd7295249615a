package dev.patchbay.module.internal;

/**
 * What is said about modules. The first ones are told to clients of shmooze, in exactly these words (shmooze, §5 to
 * §7).
 */
final class Texts {

    static final String TIMEOUT = "Timeout sending message to module";
    static final String PIPE_CLOSED = "Pipe to module unexpectedly closed";
    static final String MALFORMED = "Malformed response";
    static final String NOT_CONNECTED = "Could not connect to spawned module";
    static final String UNKNOWN_TYPE = "Unrecognized module name";
    static final String NO_BACKGROUND = "No background";
    static final String OTHER_BACKGROUND = "Background identifier doesn't match current background";
    static final String NOT_IN_QUEUE = "Module identifier not in queue";
    static final String NOT_IN_POOL = "Module identifier not in pool";

    /** Ours: nothing is added while the engine stops. */
    static final String STOPPING = "Expected a module engine that runs, but it is being stopped; try again later";

    /** Why a module is gone that said so itself. */
    static final String LEFT = "left";

    /** Why a module is gone that ended without saying so. */
    static final String ENDED = "ended";

    /** Why a module is gone that somebody removed. */
    static final String REMOVED = "removed";

    /** Why a background is gone after which another came. */
    static final String REPLACED = "replaced";

    /** Why a module is gone whose factory left. */
    static final String WITHDRAWN = "its factory left";

    /** Why a module is gone that said more than {@link Parameters#MOST}. */
    static final String TOO_MANY_PARAMETERS = "its parameters are larger than 16 MiB";

    /** Why a module is gone when the engine stops. */
    static final String STOPPED = "the module engine stops";

    private Texts() {}
}
