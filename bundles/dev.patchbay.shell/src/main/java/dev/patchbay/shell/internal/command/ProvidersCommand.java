package dev.patchbay.shell.internal.command;

import dev.patchbay.dispatch.Catalog.MethodDescription;
import dev.patchbay.dispatch.Catalog.ParameterDescription;
import dev.patchbay.dispatch.Dispatcher;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists the providers' methods. */
@Descriptor("""
        providers [NAMESPACE]
        List the providers' methods with their parameters, all or those of one namespace.
        Parameters in brackets may be left out.""")
@GogoCommand(scope = ShellCommand.SCOPE, function = "providers")
@Component(service = ShellCommand.class)
public final class ProvidersCommand extends ShellCommand {

    private final Dispatcher dispatcher;

    @Activate
    public ProvidersCommand(@Reference Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Override
    public List<String> candidates() {
        return methods().stream().map(ProvidersCommand::namespace).distinct().toList();
    }

    @Override
    protected void run(Words words, Screen screen) throws Exception {
        Optional<String> namespace = words.last();
        if (namespace.isPresent() && !candidates().contains(namespace.get())) {
            throw new CommandFailedException("There is no provider '" + namespace.get()
                    + "'; 'providers' lists them, 'why' tells what is missing");
        }
        Table table = new Table("METHOD", "PARAMETERS", "RESULT", "DESCRIPTION", "BUNDLE");
        methods().stream()
                .filter(method -> namespace.isEmpty() || namespace.get().equals(namespace(method)))
                .forEach(method -> table.row(
                        method.name(),
                        parameters(method),
                        type(method.result()),
                        method.description(),
                        method.bundle()));
        screen.table(table);
    }

    private List<MethodDescription> methods() {
        return dispatcher.catalog().methods();
    }

    private static String namespace(MethodDescription method) {
        return method.name().substring(0, Math.max(method.name().lastIndexOf('.'), 0));
    }

    private static String parameters(MethodDescription method) {
        return method.parameters().stream().map(ProvidersCommand::parameter).collect(Collectors.joining(", "));
    }

    private static String parameter(ParameterDescription parameter) {
        String text = (parameter.name() + " " + type(parameter.schema())).strip();
        return parameter.required() ? text : "[" + text + "]";
    }

    private static String type(Map<String, Object> schema) {
        return Objects.toString(schema.get("type"), "");
    }
}
