package dev.patchbay.protocol.jsonrpc.internal;

import dev.patchbay.endpoint.Connections;
import dev.patchbay.endpoint.EndpointSettings;
import dev.patchbay.endpoint.spi.Endpoint;
import dev.patchbay.json.Json;
import dev.patchbay.node.spi.ControlCommand;
import dev.patchbay.session.Sessions;
import dev.patchbay.session.User;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Control command {@code access}: where {@code /rpc} is and a token for whoever may open the control socket, as one
 * line of JSON {@code {"url", "token"}}.
 */
@Component(property = ControlCommand.WORD + "=access")
public final class AccessCommand implements ControlCommand {

    private static final User LOCAL = new User("local", "local administrator", Set.of(User.ADMIN));
    private static final long TOKEN_LIFE_IN_MS = 60 * 60 * 1_000L;

    private final BundleContext context;
    private final Connections connections;
    private final Sessions sessions;

    @Activate
    public AccessCommand(BundleContext context, @Reference Connections connections, @Reference Sessions sessions) {
        this.context = context;
        this.connections = connections;
        this.sessions = sessions;
    }

    @Override
    public void run(List<String> words, InputStream input, OutputStream output) throws IOException {
        String line = connections.listening().isEmpty()
                ? "error: the node does not listen (yet); see its log"
                : Json.write(Map.of("url", url(), "token", sessions.issue(LOCAL, TOKEN_LIFE_IN_MS)));
        output.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private String url() {
        return connections.listening().get(0).replaceFirst("^http", "ws") + path();
    }

    /** The path of this bundle's endpoint, whatever the settings made of it. */
    private String path() {
        ServiceReference<?> @Nullable [] own = context.getBundle().getRegisteredServices();
        if (own != null) {
            for (ServiceReference<?> reference : own) {
                if (List.of((String[]) reference.getProperty("objectClass")).contains(Endpoint.class.getName())) {
                    return EndpointSettings.from(reference).path();
                }
            }
        }
        return "/rpc";
    }
}
