package dev.patchbay.shell.internal.command;

import dev.patchbay.service.HostedServices;
import dev.patchbay.service.ServiceStatus;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists the hosted services, enables, disables and revives one. */
@Descriptor("""
        services [enable|disable|get NAME]
        List the hosted services in the order of enabling, or change one.
        NAME is a service's name or its original id.
          services enable NAME    runs it; an error when it runs already
          services disable NAME   asks it to end, waits for that, and interrupts it after a while
          services get NAME       runs it if it does not, and tells how it is""")
@GogoCommand(scope = ShellCommand.SCOPE, function = "services")
@Component(service = ShellCommand.class)
public final class ServicesCommand extends ShellCommand {

    private final HostedServices services;

    @Activate
    public ServicesCommand(@Reference HostedServices services) {
        this.services = services;
    }

    @Override
    public List<String> candidates() {
        return List.of("enable", "disable", "get");
    }

    @Override
    protected void run(Words words, Screen screen) throws Exception {
        List<String> typed = words.rest();
        if (typed.isEmpty()) {
            screen.table(table(services.list()));
            return;
        }
        if (typed.size() != 2) {
            throw new CommandFailedException("Expected nothing, or a word and a name, got '" + String.join(" ", typed)
                    + "'; usage: " + help().usage());
        }
        change(typed.get(0), find(typed.get(1)), screen);
    }

    private void change(String word, ServiceStatus service, Screen screen) throws CommandFailedException {
        switch (word) {
            case "enable" -> enable(service, screen);
            case "disable" -> disable(service, screen);
            case "get" -> get(service, screen);
            default ->
                throw new CommandFailedException(
                        "Expected enable, disable or get, got '" + word + "'; usage: " + help().usage());
        }
    }

    private void enable(ServiceStatus service, Screen screen) throws CommandFailedException {
        if (!services.enable(service.name())) {
            throw new CommandFailedException(
                    service.state() == ServiceStatus.State.ENABLED
                            ? "'" + service.name() + "' is enabled already"
                            : cannotBeEnabled(service));
        }
        screen.line("'" + service.name() + "' is enabled.");
    }

    private void disable(ServiceStatus service, Screen screen) throws CommandFailedException {
        if (!services.disable(service.name())) {
            throw new CommandFailedException("'" + service.name() + "' is not enabled");
        }
        screen.line("'" + service.name() + "' is disabled.");
    }

    private void get(ServiceStatus service, Screen screen) throws CommandFailedException {
        if (services.get(service.name()).isEmpty()) {
            throw new CommandFailedException(cannotBeEnabled(service));
        }
        screen.table(table(List.of(find(service.name()))));
    }

    private static String cannotBeEnabled(ServiceStatus service) {
        return "'" + service.name() + "' cannot be enabled: the node stops, or a former run of it has not ended; "
                + "its last failure: " + Objects.toString(service.lastFailure(), "none");
    }

    private ServiceStatus find(String name) throws CommandFailedException {
        List<ServiceStatus> all = services.list();
        return all.stream()
                .filter(status -> status.name().equals(name))
                .findFirst()
                .or(() -> all.stream()
                        .filter(status -> name.equals(status.originalId()))
                        .findFirst())
                .orElseThrow(() -> new CommandFailedException(
                        "There is no service '" + name + "'; 'services' lists them, 'why' tells what is missing"));
    }

    private static Table table(List<ServiceStatus> all) {
        Table table = new Table("SERVICE", "STATE", "RUNS", "UPTIME", "LAST FAILURE", "BUNDLE");
        all.forEach(status -> table.row(
                status.name(),
                status.state().name().toLowerCase(Locale.ROOT),
                Long.toString(status.runs()),
                uptime(status),
                Objects.toString(status.lastFailure(), ""),
                status.bundle()));
        return table;
    }

    private static String uptime(ServiceStatus status) {
        return status.state() == ServiceStatus.State.ENABLED ? Age.of(Duration.ofMillis(status.uptimeInMs())) : "";
    }
}
