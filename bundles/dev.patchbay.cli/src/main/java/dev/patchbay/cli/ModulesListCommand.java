package dev.patchbay.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists what is in. */
@Command(name = "list", description = "List the modules, a queue's in their order: the first one plays.")
final class ModulesListCommand extends ModulesCommand {

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "Parameters to be shown of each.")
    private List<String> names = List.of();

    ModulesListCommand(ModulesOptions options) {
        super(options);
    }

    @Override
    void run(RemoteModules modules, ModulesOptions options) throws Exception {
        Map<String, List<String>> parameters = modules.ofAllTypes(names);
        Object told = modules.told(parameters);
        List<RemoteModule> list = RemoteModule.listOf(told);
        options.print(told, list.isEmpty() ? List.of("The " + options.name() + " is empty.") : lines(list, names));
    }

    /** A table with a column for each of these parameters. */
    static List<String> lines(List<RemoteModule> modules, List<String> names) {
        List<String> heading = new ArrayList<>(List.of("UID", "TYPE"));
        heading.addAll(names);
        Table table = new Table(heading);
        for (RemoteModule module : modules) {
            List<String> cells = new ArrayList<>(List.of(module.uid(), module.type()));
            names.forEach(name -> cells.add(module.parameter(name)));
            table.add(cells);
        }
        return table.lines();
    }
}
