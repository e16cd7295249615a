package dev.patchbay.plugin.internal;

import dev.patchbay.plugin.Plugins;
import dev.patchbay.plugin.Plugins.Status;
import java.util.List;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The plugins, on the shell: {@code plugins [reload [NAME]]}. What a method returns is printed. */
@Component(
        service = PluginsCommand.class,
        property = {"osgi.command.scope=patchbay", "osgi.command.function=plugins"})
public final class PluginsCommand {

    private static final String USAGE = "plugins [reload [NAME]]";

    private final Plugins plugins;

    @Activate
    public PluginsCommand(@Reference Plugins plugins) {
        this.plugins = plugins;
    }

    /** Lists them, or initialises one or all of them again. */
    public String plugins(String... words) {
        if (words.length == 0) {
            return table(plugins.list());
        }
        if (!words[0].equals("reload") || words.length > 2) {
            throw new IllegalArgumentException(
                    "Expected reload, got '" + String.join(" ", words) + "'; usage: " + USAGE);
        }
        return words.length == 1 ? reloadAll() : reload(words[1]);
    }

    private String reloadAll() {
        plugins.reloadAll();
        return table(plugins.list());
    }

    private String reload(String name) {
        if (!plugins.reload(name)) {
            throw new IllegalArgumentException("There is no plugin '" + name + "'; 'plugins' lists them");
        }
        return table(plugins.list().stream()
                .filter(status -> status.name().equals(name))
                .toList());
    }

    private static String table(List<Status> statuses) {
        return statuses.stream().map(PluginsCommand::line).collect(Collectors.joining("\n"));
    }

    private static String line(Status status) {
        String how = status.problem() == null ? "is initialised" : status.problem();
        return status.name() + " (" + status.bundle() + ") " + how;
    }
}
