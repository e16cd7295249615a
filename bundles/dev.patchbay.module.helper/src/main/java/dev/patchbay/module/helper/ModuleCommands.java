package dev.patchbay.module.helper;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a module can be told. All methods are called one after the other on the thread that called {@link ModuleProcess#run}.
 * The owner waits one second for the end of each and drops a module that takes longer: what takes long belongs in a thread.
 *
 * <p>Values are plain Java types: String, Boolean, Long, Double, {@code List<Object>}, {@code Map<String, Object>}, null.
 * What is returned may be anything that is made of them, and of other numbers.
 *
 * <p>Source: shmooze, §5.
 */
public interface ModuleCommands {

    /**
     * Called once, first.
     *
     * @param args what the adder gave; empty when he gave nothing
     * @throws Exception it is not added; its adder gets the message
     */
    void init(Map<String, @Nullable Object> args) throws Exception;

    /** It is its turn. An exception drops it. */
    default void play() throws Exception {}

    /** It is no longer its turn; may come again without a {@link #play} between. An exception drops it. */
    default void suspend() throws Exception {}

    /** It is about to be removed by somebody. Not called when it leaves by itself, or when its owner ends. */
    default void rm() throws Exception {}

    /**
     * Somebody tells it to do something.
     *
     * @param command without the {@code do_} it has on the wire
     * @return null when there is nothing to say
     * @throws Exception the caller gets the message; the module stays. All but a {@link ModuleRefusal} are logged
     */
    default @Nullable Object tell(String command, Map<String, @Nullable Object> args) throws Exception {
        throw ModuleRefusal.ofUnknownCommand();
    }

    /** The owner has closed, whatever the reason; the last call. The process ends soon after. */
    default void closed() {}
}
