package dev.patchbay.worker.internal;

import dev.patchbay.process.Processes;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.osgi.framework.BundleContext;

/** Makes hosts of the kind that a module's entry asks for. */
final class ModuleHosts implements Hosts {

    private static final String JAVA = "java:";
    private static final String SERVICE = "service:";

    private final BundleContext context;
    private final Processes processes;
    private final Door door;
    private final ServiceModules services;
    private final Programs programs;

    /**
     * What runs in the processes.
     *
     * @param python the script
     * @param java jars
     * @param copies a folder of ours for the code of Java modules
     */
    record Programs(Path python, List<Path> java, Path copies) {}

    ModuleHosts(BundleContext context, Processes processes, Door door, ServiceModules services, Programs programs) {
        this.context = context;
        this.processes = processes;
        this.door = door;
        this.services = services;
        this.programs = programs;
    }

    /** Whether a module has no process. */
    static boolean isService(ModuleSpec spec) {
        return spec.module().startsWith(SERVICE);
    }

    @Override
    public Host make(ModuleSpec spec, HostListener listener, Equipment equipment) {
        String module = spec.module();
        if (isService(spec)) {
            return new ServiceHost(spec, module.substring(SERVICE.length()), listener, equipment, services);
        }
        ProcessKind kind = kind(module, equipment.settings().get().launch());
        return new ProcessHost(spec, kind, listener, equipment, processes, door);
    }

    private ProcessKind kind(String module, Settings.Launch launch) {
        if (!module.startsWith(JAVA)) {
            return new PythonKind(module, programs.python(), launch);
        }
        String code = module.substring(JAVA.length());
        return new JavaKind(code, programs.java(), javaCode(code, launch), launch);
    }

    private JavaCode javaCode(String code, Settings.Launch launch) {
        return code.toLowerCase(Locale.ROOT).endsWith(".jar")
                ? new JarCode(launch.home().resolve(code), programs.copies())
                : new BundleCode(code, context, programs.copies());
    }
}
