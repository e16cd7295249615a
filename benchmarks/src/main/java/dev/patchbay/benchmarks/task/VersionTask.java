package dev.patchbay.benchmarks.task;

import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;
import dev.patchbay.task.spi.TaskName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/** Says which build of the bundle it comes from. */
@TaskName("bench.version")
@Component(service = Task.class, scope = ServiceScope.PROTOTYPE)
public final class VersionTask implements Task<VersionTask.Input, VersionTask.Answer> {

    private static final long VERSION = readVersion();

    /**
     * What is sent.
     *
     * @param call the caller's number of the call
     */
    public record Input(long call) {}

    /**
     * What comes back.
     *
     * @param call the input's
     * @param version the number of the build
     */
    public record Answer(long call, long version) {}

    @Override
    public Answer run(Input input, TaskContext context) {
        return new Answer(input.call(), VERSION);
    }

    private static long readVersion() {
        try (InputStream text = VersionTask.class.getResourceAsStream("/version.txt")) {
            if (text == null) {
                throw new IllegalStateException("Expected version.txt in the bundle, got none");
            }
            return Long.parseLong(new String(text.readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
