package dev.patchbay.job.internal;

import dev.patchbay.job.worker.Message;
import dev.patchbay.rpc.CallException;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a task in a process of its own may want of the node. */
interface Requests {

    /** Something that is not answered. Must not block for long. */
    void hear(Message message);

    /**
     * Something that is answered; may block.
     *
     * @param teller sends what comes besides the answer
     * @return plain Java types
     */
    @Nullable
    Object answer(Message request, Consumer<Map<String, @Nullable Object>> teller)
            throws CallException, InterruptedException;

    /** A verification has no job, and may want nothing. */
    final class None implements Requests {

        @Override
        public void hear(Message message) {
            // there is nobody to tell
        }

        @Override
        public @Nullable Object answer(Message request, Consumer<Map<String, @Nullable Object>> teller)
                throws CallException {
            throw new CallException(Errors.MALFORMED, "Expected nothing to be asked before the task runs");
        }
    }
}
