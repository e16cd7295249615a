package dev.patchbay.module.helper;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From a line of the command stream to the line that answers it. Source: shmooze, §5.5. */
final class CommandAnswerer {

    private static final String DO = "do_";

    private final ModuleCommands module;

    CommandAnswerer(ModuleCommands module) {
        this.module = module;
    }

    /** Does what the line says, and returns when that is done. */
    String answer(String line) {
        Map<String, @Nullable Object> command = WireJson.readObject(line);
        if (command != null
                && command.get("cmd") instanceof String name
                && command.getOrDefault("args", Map.of()) instanceof Map<?, ?> args) {
            return outcome(name, WireJson.stringKeys(args));
        }
        return failure("Malformed command");
    }

    private String outcome(String name, Map<String, @Nullable Object> args) {
        try {
            return success(perform(name, args));
        } catch (ModuleRefusal refusal) {
            return failure(textOf(refusal));
        } catch (Exception problem) {
            Logs.warn("The command '" + name + "' failed", problem);
            return failure(textOf(problem));
        }
    }

    private @Nullable Object perform(String name, Map<String, @Nullable Object> args) throws Exception {
        if (name.startsWith(DO)) {
            return module.tell(name.substring(DO.length()), args);
        }
        switch (name) {
            case "init" -> module.init(args);
            case "play" -> module.play();
            case "suspend" -> module.suspend();
            case "rm" -> module.rm();
            default -> throw ModuleRefusal.ofUnknownCommand();
        }
        return null;
    }

    private static String success(@Nullable Object result) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("success", true);
        if (result != null) {
            envelope.put("result", result);
        }
        return WireJson.write(envelope);
    }

    private static String failure(String text) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("success", false);
        envelope.put("error", text);
        return WireJson.write(envelope);
    }

    private static String textOf(Exception problem) {
        String message = problem.getMessage();
        return message == null || message.isEmpty() ? problem.getClass().getSimpleName() : message;
    }
}
