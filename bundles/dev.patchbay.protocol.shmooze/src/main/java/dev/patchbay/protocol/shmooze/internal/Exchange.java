package dev.patchbay.protocol.shmooze.internal;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request whose answer comes later; the first answer counts. Thread-safe. */
final class Exchange {

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    /** The server holds as much back without blocking who writes it. */
    private static final int SMALL_BODY = 16 << 10;

    private static final Runnable NOTHING = () -> {};

    private final AsyncContext context;
    private final Exchanges open;
    private final long endsAtNanos;
    private final AtomicBoolean isAnswered = new AtomicBoolean();
    private volatile Runnable cancellation = NOTHING;

    /** @param open knows it as long as it is not answered */
    Exchange(AsyncContext context, Exchanges open, long endsAtNanos) {
        this.context = context;
        this.open = open;
        this.endsAtNanos = endsAtNanos;
    }

    boolean isOverdue(long nanoTime) {
        return nanoTime - endsAtNanos >= 0;
    }

    boolean isAnswered() {
        return isAnswered.get();
    }

    /** What is to be done when it is answered before the service has answered. */
    void onCancel(Runnable next) {
        cancellation = next;
        if (isAnswered()) {
            next.run();
        }
    }

    /** Answers in place of the service. */
    void cancel(HttpAnswer answer) {
        if (post(answer)) {
            cancellation.run();
        }
    }

    /** Answers; may block for a moment. False when it has been answered already. */
    boolean answer(HttpAnswer answer) {
        return answer(answer, answer.body().length <= SMALL_BODY);
    }

    /** As {@link #answer(HttpAnswer)}, from a thread that must not block. */
    boolean post(HttpAnswer answer) {
        return answer(answer, false);
    }

    private boolean answer(HttpAnswer answer, boolean atOnce) {
        if (!isAnswered.compareAndSet(false, true)) {
            return false;
        }
        open.remove(this);
        try {
            HttpServletResponse response = (HttpServletResponse) context.getResponse();
            describe(answer, response);
            if (atOnce) {
                response.getOutputStream().write(answer.body());
                context.complete();
            } else {
                Sending.begin(new ByteArrayInputStream(answer.body()), context);
            }
        } catch (IOException | IllegalStateException e) { // the client has left; the server completes it
            LOG.debug("An answer did not reach its client", e);
            complete();
        }
        return true;
    }

    private void complete() {
        try {
            context.complete();
        } catch (IllegalStateException e) {
            LOG.debug("It was completed already", e);
        }
    }

    /** Says what an answer is. */
    static void describe(HttpAnswer answer, HttpServletResponse response) {
        response.setStatus(answer.status());
        response.setContentType(answer.type());
        response.setContentLength(answer.body().length);
    }
}
