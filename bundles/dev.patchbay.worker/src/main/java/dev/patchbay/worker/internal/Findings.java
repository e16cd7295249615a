package dev.patchbay.worker.internal;

import dev.patchbay.node.Diagnosis.Finding;
import dev.patchbay.worker.WorkerStatus;
import dev.patchbay.worker.WorkerStatus.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Why modules are not there. */
final class Findings {

    private Findings() {}

    static List<Finding> of(Engine engine) {
        List<Finding> findings = new ArrayList<>();
        String complaint = engine.complaint();
        if (complaint != null) {
            findings.add(new Finding("file of modules", complaint + "; what was read before goes on serving."));
        }
        engine.list().stream().filter(Findings::isWrong).map(Findings::of).forEach(findings::add);
        return findings;
    }

    private static boolean isWrong(WorkerStatus worker) {
        return worker.problem() != null || worker.state() == State.DEAD;
    }

    private static Finding of(WorkerStatus worker) {
        String problem = Objects.requireNonNullElse(worker.problem(), "does not run");
        String advice = worker.state() == State.DEAD ? "; repair it and call worker.reload." : ".";
        return new Finding("module " + worker.name(), "It " + problem + advice);
    }
}
