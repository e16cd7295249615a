package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.dispatch.Request;
import dev.patchbay.job.JobRecord;
import dev.patchbay.rpc.CallException;
import dev.patchbay.session.User;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks services for what has changed, as the node itself. Blocks, a minute at most. */
final class EntityReader {

    private static final Logger LOG = LoggerFactory.getLogger(EntityReader.class);
    private static final User NODE = new User("node", "node", Set.of(User.ADMIN));
    private static final long TIME_LIMIT_IN_MS = 60_000;

    /** The built-in service whose records are jobs. */
    private static final String TASKS = "task";

    private final Dispatcher dispatcher;
    private final PublishedServices published;

    EntityReader(Dispatcher dispatcher, PublishedServices published) {
        this.dispatcher = dispatcher;
        this.published = published;
    }

    /**
     * Records by their ids. Those of jobs come without stack traces, since whoever subscribes hears them.
     *
     * @return null when the service does not say
     */
    @Nullable
    Object entities(String service, List<?> ids) throws InterruptedException {
        Object found = call(service + ".query", List.of(List.of(List.of("id", "in", ids))));
        return service.equals(TASKS) && found instanceof List<?> jobs ? withoutTraces(jobs) : found;
    }

    private static List<?> withoutTraces(List<?> jobs) {
        return jobs.stream()
                .map(job -> job instanceof Map<?, ?> entry ? JobRecord.withoutTraces(entry) : job)
                .toList();
    }

    /** What a service of one object is now. @return null when the service does not say */
    @Nullable
    Object config(String service) throws InterruptedException {
        return call(service + ".get_config", List.of());
    }

    private @Nullable Object call(String method, List<?> args) throws InterruptedException {
        Awaited answer = new Awaited();
        Request request = new Request(published.resolve(method), args, NODE, null, TIME_LIMIT_IN_MS);
        answer.startedAs(dispatcher.call(request, answer));
        try {
            return answer.await();
        } catch (CallException e) {
            LOG.warn("A change is told without what changed: '{}' answered {} {}", method, e.code(), e.getMessage());
            return null;
        }
    }
}
