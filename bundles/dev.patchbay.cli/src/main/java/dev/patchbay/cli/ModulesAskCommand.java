package dev.patchbay.cli;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows parameters of a module. */
@Command(name = "ask", description = "Print parameters of a module, as far as it has them.")
final class ModulesAskCommand extends ModulesCommand {

    @Parameters(index = "0", paramLabel = "UID", description = "Which one, or how its uid begins.")
    private String uid = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "NAME", description = "Which parameters.")
    private List<String> names = List.of();

    ModulesAskCommand(ModulesOptions options) {
        super(options);
    }

    @Override
    void run(RemoteModules modules, ModulesOptions options) throws Exception {
        RemoteModule module = modules.find(uid);
        String method = module.isBackground() ? "ask_background" : "ask_module";
        Object answer = modules.call(method, params("uid", module.uid(), "parameters", names));
        options.print(answer, lines(answer));
    }

    private static List<String> lines(@Nullable Object answer) {
        if (!(answer instanceof Map<?, ?> parameters) || parameters.isEmpty()) {
            return List.of("It has none of these.");
        }
        Table table = new Table(List.of("NAME", "VALUE"));
        parameters.forEach((name, value) -> table.add(List.of(String.valueOf(name), RemoteModule.text(value))));
        return table.lines();
    }
}
