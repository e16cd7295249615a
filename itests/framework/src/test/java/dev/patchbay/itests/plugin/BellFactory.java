package dev.patchbay.itests.plugin;

import dev.patchbay.module.spi.Module;
import dev.patchbay.module.spi.ModuleContext;
import dev.patchbay.module.spi.ModuleFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.FrameworkUtil;

/** Makes bells, modules of the queue inside the node, which say which release they are and what they were told. */
public final class BellFactory implements ModuleFactory {

    @Override
    public Module create(ModuleContext context) {
        return new Bell(context);
    }

    /** Keeps a diary. */
    public static final class Bell implements Module {

        private final ModuleContext context;
        private final List<String> diary = new CopyOnWriteArrayList<>();

        Bell(ModuleContext context) {
            this.context = context;
        }

        @Override
        public void init(Map<String, Object> args) {
            diary.add("init");
            context.setParameters(Map.of("release", release(), "tone", args.get("tone")));
        }

        private static String release() {
            return String.valueOf(
                    FrameworkUtil.getBundle(BellFactory.class).getVersion().getMajor());
        }

        @Override
        public void play() {
            diary.add("play");
        }

        @Override
        public void suspend() {
            diary.add("suspend");
        }

        @Override
        public Object tell(String command, Map<String, Object> args) {
            return command.equals("diary") ? List.copyOf(diary) : release();
        }
    }
}
