package dev.patchbay.module.internal;

import dev.patchbay.line.LineTransport;
import dev.patchbay.process.Processes;

/** What is needed to start a process that connects back. */
record Spawning(Equipment equipment, LineTransport lines, Processes processes, ProcessNames names, StartGate gate) {

    /** Processes that start at one time for each processor: what they do meanwhile is mostly computing. */
    private static final int STARTS_PER_PROCESSOR = 4;

    static Spawning of(Equipment equipment, LineTransport lines, Processes processes) {
        int starts = STARTS_PER_PROCESSOR * Runtime.getRuntime().availableProcessors();
        return new Spawning(equipment, lines, processes, new ProcessNames(processes), new StartGate(starts));
    }

    /** Makes modules of that type, as the settings are now. */
    ModuleSource source(ProcessType type, Settings settings) {
        return (identity, listener) -> {
            ProcessStart start =
                    new ProcessStart(this, type, new StreamContext(equipment, settings, identity), listener);
            start.begin();
            return start;
        };
    }
}
