package dev.patchbay.shell.internal.command;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The commands in the service registry. They are looked up when asked for and not injected: the command
 * {@code help} is one of them and needs this catalogue.
 */
@Component
public final class RegisteredCommands implements CommandCatalog {

    private final BundleContext context;

    @Activate
    public RegisteredCommands(BundleContext context) {
        this.context = context;
    }

    @Override
    public List<ShellCommand> commands() {
        return references().stream()
                .map(context::getService)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(
                        (ShellCommand command) -> command.help().name()))
                .toList();
    }

    private Collection<ServiceReference<ShellCommand>> references() {
        try {
            return context.getServiceReferences(ShellCommand.class, null);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("No filter was given", e);
        }
    }
}
