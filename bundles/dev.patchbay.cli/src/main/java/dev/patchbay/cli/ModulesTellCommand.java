package dev.patchbay.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Has a module do something. */
@Command(name = "tell", description = "Have a module do something, and print its result.")
final class ModulesTellCommand extends ModulesCommand {

    @Parameters(index = "0", paramLabel = "UID", description = "Which one, or how its uid begins.")
    private String uid = "";

    @Parameters(index = "1", paramLabel = "CMD", description = "What it should do, such as pause.")
    private String command = "";

    @Parameters(index = "2..*", paramLabel = "JSON", description = "Arguments: name=value words, or one JSON object.")
    private List<String> words = List.of();

    ModulesTellCommand(ModulesOptions options) {
        super(options);
    }

    @Override
    void run(RemoteModules modules, ModulesOptions options) throws Exception {
        Map<String, @Nullable Object> params = new LinkedHashMap<>();
        params.put("args", arguments(words));
        RemoteModule module = modules.find(uid);
        params.put("uid", module.uid());
        params.put("cmd", command);
        options.printResult(modules.call(module.isBackground() ? "tell_background" : "tell_module", params));
    }
}
