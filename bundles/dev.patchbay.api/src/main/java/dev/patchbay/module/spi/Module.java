package dev.patchbay.module.spi;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A module that runs inside the node, under the contract of one that is a process: its methods are called one at a time, on a
 * thread of its own, and each may take as long as a module has for an answer ({@code module.answerInMs}). One that takes longer
 * is interrupted and dropped. Source: shmooze, §5.
 */
@ConsumerType
public interface Module {

    /**
     * Called once, first.
     *
     * @param args what the adder gave, plain Java types
     * @throws Exception it is not added; its adder gets the message
     */
    void init(Map<String, @Nullable Object> args) throws Exception;

    /** It is its turn. An exception drops it. */
    default void play() throws Exception {}

    /** It is no longer its turn. An exception drops it. */
    default void suspend() throws Exception {}

    /**
     * Somebody tells it to do something.
     *
     * @return plain Java types
     * @throws Exception the caller gets the message; the module stays
     */
    default @Nullable Object tell(String command, Map<String, @Nullable Object> args) throws Exception {
        throw new UnsupportedOperationException("Unrecognized command");
    }

    /** It was removed, or dropped; the last call, exactly once, after {@link #init} was called. */
    default void close() {}
}
