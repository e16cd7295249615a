package dev.patchbay.job.internal;

import dev.patchbay.job.spi.OwnProcess;
import dev.patchbay.job.worker.WorkerMain;
import dev.patchbay.process.ProcessPlan;
import dev.patchbay.process.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Starts Java processes, each for one task. Thread-safe. */
final class JavaProcesses {

    private static final int LEAST_HEAP_IN_MEBIBYTES = 16;

    /** One ends with its standard input; after that time it is told to, and after the same again it is forced. */
    private static final long STOP_IN_MS = 1_000;

    private final Supplier<Optional<Processes>> processes;
    private final ClassPath classPath;

    /** Of those that run; few names are used, since each has a log file. */
    private final Numbers numbers = new Numbers();

    JavaProcesses(Supplier<Optional<Processes>> processes, ClassPath classPath) {
        this.processes = processes;
        this.classPath = classPath;
    }

    /** Where a process finds a class and everything it needs. */
    @FunctionalInterface
    interface ClassPath {

        /** As the {@code java} command takes it. May block for the disk. */
        String of(Class<?> type) throws IOException;
    }

    /**
     * Starts one, and begins the conversation.
     *
     * @throws IOException when its class path cannot be put together
     * @throws IllegalStateException when nothing starts processes, or the node is stopping
     */
    void start(Class<?> type, OwnProcess wish, Conversation conversation) throws IOException {
        Processes supervisor = processes
                .get()
                .orElseThrow(() -> new IllegalStateException("Expected the bundle dev.patchbay.process, which starts"
                        + " processes, for " + type.getName() + "; it is not there: install it"));
        List<String> command = command(classPath.of(type), wish.maxHeapInMebibytes());
        int number = numbers.take();
        conversation.whenFinished(() -> numbers.free(number));
        ProcessPlan plan = ProcessPlan.of("job-process-" + number, command)
                .withOutputAsProtocol()
                .withStop(new ProcessPlan.Stop("", STOP_IN_MS, STOP_IN_MS));
        try {
            conversation.begin(supervisor.start(plan, conversation));
        } catch (RuntimeException e) {
            numbers.free(number);
            throw e;
        }
    }

    /** Made to be small, and to die of a lack of memory rather than to linger. */
    private static List<String> command(String path, int maxHeapInMebibytes) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + Math.max(LEAST_HEAP_IN_MEBIBYTES, maxHeapInMebibytes) + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UseSerialGC",
                "-cp",
                path,
                WorkerMain.class.getName());
    }
}
