package dev.patchbay.service.internal;

import dev.patchbay.node.spi.ControlCommand;
import dev.patchbay.service.HostedServices;
import dev.patchbay.service.ServiceStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists the hosted services on the control socket. */
@Component(property = ControlCommand.WORD + "=services")
public final class ServicesCommand implements ControlCommand {

    private final HostedServices services;

    @Activate
    public ServicesCommand(@Reference HostedServices services) {
        this.services = services;
    }

    @Override
    public void run(List<String> words, InputStream input, OutputStream output) throws IOException {
        output.write(text().getBytes(StandardCharsets.UTF_8));
        output.flush();
    }

    private String text() {
        List<ServiceStatus> all = services.list();
        return all.isEmpty() ? "There are no hosted services.\n" : StatusTable.of(all);
    }
}
