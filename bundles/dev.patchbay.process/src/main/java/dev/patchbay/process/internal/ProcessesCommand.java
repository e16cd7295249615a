package dev.patchbay.process.internal;

import dev.patchbay.node.spi.ControlCommand;
import dev.patchbay.process.Processes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists the child processes, on the control socket and in the shell. */
@Component(
        service = {ControlCommand.class, ProcessesCommand.class},
        property = {ControlCommand.WORD + "=processes", "osgi.command.scope=patchbay", "osgi.command.function=processes"
        })
public final class ProcessesCommand implements ControlCommand {

    private final Processes processes;

    @Activate
    public ProcessesCommand(@Reference Processes processes) {
        this.processes = processes;
    }

    @Override
    public void run(List<String> words, InputStream input, OutputStream output) throws IOException {
        output.write(processes().getBytes(StandardCharsets.UTF_8));
        output.flush();
    }

    /** The shell's command; Gogo prints what it returns. */
    public String processes() {
        return ProcessTable.of(processes.list());
    }
}
