package dev.patchbay.process.internal;

import dev.patchbay.process.ProcessListener;
import dev.patchbay.process.SupervisedProcess;
import dev.patchbay.process.SupervisedProcess.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JVM that starts more processes than it has descriptors for, and ends them; its exit status is 0 when all that worked. */
public final class ScarceMain {

    static final int CLOSE_LIMIT_IN_MS = 20_000;

    private static final int PROCESSES = 60;

    private ScarceMain() {}

    /** @param arguments the node's home */
    public static void main(String[] arguments) throws Exception {
        loadAllBeside(Workshop.class);
        loadAllBeside(ScarceMain.class);
        Workshop workshop = Workshop.open(Path.of(arguments[0]), WorkshopRule.LOG_LIMITS, new RecordingAnnouncer());
        List<SupervisedProcess> all = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            all.add(workshop.supervisor().start(WorkshopRule.script("p" + i, "read -r go"), ProcessListener.NONE));
        }
        while (all.stream().anyMatch(process -> process.state() == State.STARTING)) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        long refused = count(all, State.GIVEN_UP);
        long began = System.nanoTime();
        workshop.close(CLOSE_LIMIT_IN_MS);
        boolean isInTime = System.nanoTime() - began < TimeUnit.MILLISECONDS.toNanos(CLOSE_LIMIT_IN_MS);
        boolean isRight = refused > 0 && refused < PROCESSES && count(all, State.ENDED) == PROCESSES - refused;
        System.exit(isInTime && isRight ? 0 : 1);
    }

    /** A node's classes are in jars that it has open; here each is a file, for which no descriptor would be left. */
    private static void loadAllBeside(Class<?> one) throws Exception {
        Path root =
                Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.list(root.resolve(one.getPackageName().replace('.', '/')))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".class") && !name.startsWith("package-info")) {
                    String simple = name.substring(0, name.length() - ".class".length());
                    Class.forName(one.getPackageName() + "." + simple, false, one.getClassLoader());
                }
            }
        }
    }

    private static long count(List<SupervisedProcess> all, State state) {
        return all.stream().filter(process -> process.state() == state).count();
    }
}
