package dev.patchbay.shell.internal.command;

import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.json.Json;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows the settings in force. */
@Descriptor("""
        settings [SECTION]
        Show the settings in force, defaults included, of all sections or of one.""")
@GogoCommand(scope = ShellCommand.SCOPE, function = "settings")
@Component(service = ShellCommand.class)
public final class SettingsCommand extends ShellCommand {

    private static final String METHOD = "settings.sections";

    private final Dispatcher dispatcher;

    @Activate
    public SettingsCommand(@Reference Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Override
    protected void run(Words words, Screen screen) throws Exception {
        Optional<String> wanted = words.last();
        Map<?, ?> sections = sections();
        if (wanted.isPresent() && !sections.containsKey(wanted.get())) {
            throw new CommandFailedException(
                    "Expected one of the sections " + sections.keySet() + ", got '" + wanted.get() + "'");
        }
        Table table = new Table("SECTION", "KEY", "VALUE");
        sections.forEach((section, values) -> {
            if (wanted.isEmpty() || wanted.get().equals(section)) {
                add(String.valueOf(section), values, table);
            }
        });
        screen.table(table);
    }

    private Map<?, ?> sections() throws CommandFailedException, InterruptedException {
        Object answer = Answer.ofCall(dispatcher, METHOD, null, Answer.DEFAULT_LIMIT_IN_SEC);
        if (answer instanceof Map<?, ?> sections) {
            return sections;
        }
        throw new CommandFailedException("Expected an object from " + METHOD + ", got " + Json.write(answer));
    }

    private static void add(String section, @Nullable Object values, Table table) {
        if (values instanceof Map<?, ?> keys) {
            keys.forEach((key, value) -> table.row(section, String.valueOf(key), text(value)));
        } else {
            table.row(section, "", text(values));
        }
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : Json.write(value);
    }
}
