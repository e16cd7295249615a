package dev.patchbay.rpc.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a public method of a {@link Provider} as callable. Two methods of one provider must not have one name.
 *
 * <p>Parameters are passed by position or by name. The name is that of the Java parameter (compile with
 * {@code -parameters}) or the one in {@link Param}. Trailing parameters that are {@code @Nullable},
 * {@code Optional}, or carry a {@link dev.patchbay.schema.Default} may be left out.
 *
 * <p>A {@link java.util.stream.Stream} or {@link java.util.Iterator} it returns, also as {@code Object}, is fetched piece by
 * piece on other threads, one at a time, for as long as the caller wants more; then a stream is closed.
 *
 * <p>A {@link java.util.concurrent.CompletionStage}, also as {@code Object}, is not the result but promises it: the method
 * returns at once, and the call goes on without a thread until the stage is completed. A result completes the call, what
 * the stage fails with is answered as if it had been thrown. Cancelling, the time limit, the end of the drain time and the
 * node's stop cancel the stage if it is a {@link java.util.concurrent.Future}, and answer at once whether it heeds that or
 * not. Whoever completes it writes the answer on his thread, which does not block.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RpcMethod {

    /** The name to call it by; empty means the Java name. */
    String value() default "";

    /**
     * Whether it returns within microseconds and never blocks: no file, no database, no socket, no waiting for a lock that
     * somebody holds while he waits. It is then run on the thread that brought the request, which may be an I/O thread with
     * thousands of connections, and saves the hand-over to a thread of its own, which costs more than such a method.
     *
     * <p>Cancelling and the time limit answer the caller, and the method goes on: the thread is not interrupted. A call that
     * a brief method makes, or that somebody makes when he is told an answer, gets a thread of its own all the same, so that
     * they do not pile up; so do the first call of a provider, one that waited for a successor and one from an interrupted
     * thread, and what is returned as a stream, when that is fetched.
     *
     * <p>The promise is watched. A method that took longer than 100 ms, with its input bound and its answer written, three
     * times within a minute, or once for a second, is logged and gets a thread for each call from then on. For what it waits
     * for it may return a {@link java.util.concurrent.CompletionStage}.
     */
    boolean brief() default false;
}
