package dev.patchbay.dispatch.internal;

import static org.awaitility.Awaitility.await;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps every answer it gets; there should be one. */
class RecordingReply implements Reply {

    private final List<Optional<Object>> answers = new CopyOnWriteArrayList<>();

    @Override
    public void result(@Nullable Object result) {
        answers.add(Optional.ofNullable(result));
    }

    @Override
    public void failure(Failure failure) {
        answers.add(Optional.of(failure));
    }

    int count() {
        return answers.size();
    }

    /** The one answer; waits for it. */
    @Nullable
    Object answer() {
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> count() > 0);
        return answers.get(0).orElse(null);
    }

    Failure failure() {
        return (Failure) answer();
    }

    Failure.Kind kind() {
        return failure().kind();
    }
}
