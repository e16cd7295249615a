package dev.patchbay.host.internal;

import dev.patchbay.node.Node;
import dev.patchbay.node.spi.ControlCommand;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stops the node; the client has its answer before the node has stopped. */
@Component(property = ControlCommand.WORD + "=stop")
public final class StopCommand implements ControlCommand {

    private final Node node;

    /** Called by the component runtime. */
    @Activate
    public StopCommand(@Reference Node node) {
        this.node = node;
    }

    @Override
    public void run(List<String> words, InputStream input, OutputStream output) {
        node.stop();
    }
}
