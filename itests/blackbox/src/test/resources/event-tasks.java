package noise.tasks;

import dev.patchbay.event.EventBus;
import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;
import java.util.Map;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

/** Raise events; compiled against what the distribution ships. */
public final class Tasks {

    private Tasks() {}

    /** On the node's event bus: {"name", "properties"}. */
    public static final class Publish implements Task<Map<String, Object>, Object> {

        private final EventBus bus;

        public Publish(EventBus bus) {
            this.bus = bus;
        }

        @Override
        @SuppressWarnings("unchecked")
        public Object run(Map<String, Object> input, TaskContext context) {
            return bus.publish((String) input.get("name"), (Map<String, Object>) input.get("properties"));
        }
    }

    /** On Event Admin, as those do who know nothing of Patchbay: {"topic", "properties"}. */
    public static final class Post implements Task<Map<String, Object>, Object> {

        private final EventAdmin admin;

        public Post(EventAdmin admin) {
            this.admin = admin;
        }

        @Override
        @SuppressWarnings("unchecked")
        public Object run(Map<String, Object> input, TaskContext context) {
            admin.postEvent(new Event((String) input.get("topic"), (Map<String, Object>) input.get("properties")));
            return null;
        }
    }
}
