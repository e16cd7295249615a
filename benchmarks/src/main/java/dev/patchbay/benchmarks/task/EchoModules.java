package dev.patchbay.benchmarks.task;

import dev.patchbay.module.spi.Module;
import dev.patchbay.module.spi.ModuleContext;
import dev.patchbay.module.spi.ModuleFactory;
import dev.patchbay.module.spi.ModuleType;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** Makes modules inside the node that answer with the text they are told. */
@ModuleType(type = "bench.inside")
@Component
public final class EchoModules implements ModuleFactory {

    @Override
    public Module create(ModuleContext context) {
        return new Echo();
    }

    private static final class Echo implements Module {

        @Override
        public void init(Map<String, @Nullable Object> args) {}

        @Override
        public @Nullable Object tell(String command, Map<String, @Nullable Object> args) {
            return args.get("text");
        }
    }
}
