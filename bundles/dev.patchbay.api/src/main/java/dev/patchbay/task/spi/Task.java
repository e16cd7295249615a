package dev.patchbay.task.spi;

import dev.patchbay.task.TaskContext;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A unit of work called by name.
 *
 * <p>Publish it as a component of prototype scope that carries {@link TaskName}:
 *
 * <pre>{@code
 * @TaskName("hello")
 * @Component(service = Task.class, scope = ServiceScope.PROTOTYPE)
 * public final class HelloTask implements Task<HelloTask.Input, HelloTask.Greeting> {
 *     public record Input(String name) {}
 *     public record Greeting(String text) {}
 *
 *     @Override
 *     public Greeting run(Input input, TaskContext context) {
 *         return new Greeting("Hello, " + input.name() + "!");
 *     }
 * }
 * }</pre>
 *
 * <p>Life of a run: the caller's roles are checked, the input is validated against the schema of {@code I},
 * a fresh instance is made, {@link #run} is called on a thread of its own, the instance is released. None of
 * the plugin's code runs for a call that is not allowed or not valid. With another scope than prototype all
 * runs share one instance, which must then be thread-safe.
 *
 * @param <I> the input, usually a record; its components become the properties of the input's JSON Schema.
 *     Also possible: {@code Map<String, Object>}, a list, a string, a number, a boolean, or {@code Void} for none
 * @param <O> the result, converted to JSON the same way
 */
@ConsumerType
public interface Task<I extends @Nullable Object, O extends @Nullable Object> {

    /**
     * Does the work.
     *
     * <p>Called once for each instance, on a thread that belongs to this run; it may block for as long as the time
     * limit of the run allows. The thread is interrupted when the caller cancels, when the time limit has passed,
     * when the bundle leaves and its drain time is over, and when the node stops; a task that ends soon after
     * that loses nothing, one that ignores it is answered for (the caller gets a failure) and left behind.
     *
     * @param input the validated input; null only when {@code I} is {@code Void} or the caller sent JSON null to a
     *     type that allows it
     * @return the answer; null is answered as JSON null
     * @throws dev.patchbay.rpc.CallException to answer with a code and a message of its own choice
     * @throws Exception any other exception is answered as a failure with the exception's message; its stack trace
     *     goes to the log only
     */
    O run(I input, TaskContext context) throws Exception;
}
