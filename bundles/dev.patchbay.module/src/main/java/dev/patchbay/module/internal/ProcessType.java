package dev.patchbay.module.internal;

import dev.patchbay.process.ProcessPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Modules that are processes, as the settings describe them.
 *
 * @param command program and arguments
 * @param directory where it runs
 * @param environment added to the node's own
 */
record ProcessType(
        String name,
        boolean isBackground,
        List<String> command,
        Path directory,
        Map<String, String> environment,
        ProcessPlan.Limits limits) {}
