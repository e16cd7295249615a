package lab.plugin;

import dev.patchbay.dispatch.ResultStream;
import dev.patchbay.plugin.PluginDispatcher;
import dev.patchbay.plugin.spi.Plugin;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.schema.Accepts;
import dev.patchbay.session.RequiresRole;
import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;
import java.util.List;
import java.util.Map;

/** A bench whose plugin calls others, asks for roles and has a schema; compiled against what the distribution ships. */
public final class LabPlugin implements Plugin {

    private static final Map<String, Object> PROBE = Map.of(
            "type",
            "object",
            "properties",
            Map.of("id", Map.of("type", "integer", "readOnly", true), "name", Map.of("type", "string")));

    @Override
    public void init(PluginDispatcher dispatcher) {
        dispatcher.registerSchemaDefinition("Probe", PROBE);
        dispatcher.registerTaskHandler("bench.reset", Reset.class, Reset::new);
        dispatcher.registerTaskHandler("bench.mount", Mount.class, Mount::new);
        dispatcher.registerProvider("bench", new Bench(dispatcher));
    }

    /** Callable as {@code bench.*}. */
    public static final class Bench implements Provider {

        private final PluginDispatcher dispatcher;

        Bench(PluginDispatcher dispatcher) {
            this.dispatcher = dispatcher;
        }

        /** Calls somebody else, and waits. */
        @RpcMethod
        public Object relay(String method, List<Object> args) throws Exception {
            return dispatcher.callSync(method, args.toArray());
        }

        /** The same for somebody who streams: the first two. */
        @RpcMethod
        public Object two(String method) throws Exception {
            try (ResultStream items = dispatcher.callStream(method)) {
                return items.take(2);
            }
        }

        /** Answers with what it was given. */
        @RpcMethod
        @Accepts("[{\"$ref\": \"Probe\"}]")
        public Map<String, Object> mount(Map<String, Object> probe) {
            return probe;
        }

        @RpcMethod
        @RequiresRole("engineer")
        public String calibrate() {
            return "calibrated";
        }
    }

    /** For engineers. */
    @RequiresRole("engineer")
    public static final class Reset implements Task<Object, Object> {

        @Override
        public Object run(Object input, TaskContext context) {
            return "reset";
        }
    }

    /** Answers with what it was given. */
    @Accepts("[{\"$ref\": \"Probe\"}]")
    public static final class Mount implements Task<Map<String, Object>, Object> {

        @Override
        public Object run(Map<String, Object> probe, TaskContext context) {
            return probe;
        }
    }
}
