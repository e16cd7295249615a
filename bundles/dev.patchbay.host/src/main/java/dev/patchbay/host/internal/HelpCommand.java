package dev.patchbay.host.internal;

import dev.patchbay.node.spi.ControlCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists the words the control socket answers to. */
@Component(property = ControlCommand.WORD + "=help")
public final class HelpCommand implements ControlCommand {

    private final ControlCommands commands;

    /** Called by the component runtime. */
    @Activate
    public HelpCommand(@Reference ControlCommands commands) {
        this.commands = commands;
    }

    @Override
    public void run(List<String> words, InputStream input, OutputStream output) throws IOException {
        String text = String.join("\n", commands.words()) + "\n";
        output.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
