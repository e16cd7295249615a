package dev.patchbay.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Shows what can be added. */
@Command(name = "types", description = "Show the types of modules that can be added.")
final class ModulesTypesCommand extends ModulesCommand {

    ModulesTypesCommand(ModulesOptions options) {
        super(options);
    }

    @Override
    void run(RemoteModules modules, ModulesOptions options) throws Exception {
        Map<String, @Nullable Object> types = new LinkedHashMap<>();
        types.put("modules", modules.call("modules_available", Map.of()));
        if (options.name().equals(RemoteModules.QUEUE)) {
            types.put("backgrounds", modules.call("backgrounds_available", Map.of()));
        }
        Table table = new Table(List.of("TYPE", "FOR"));
        addTo(table, types.get("modules"), options.name());
        addTo(table, types.get("backgrounds"), "background");
        options.print(types, table.lines());
    }

    private static void addTo(Table table, @Nullable Object types, String use) {
        if (types instanceof List<?> names) {
            names.forEach(name -> table.add(List.of(String.valueOf(name), use)));
        }
    }
}
