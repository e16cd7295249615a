package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.driver.Greeting;
import dev.patchbay.benchmarks.driver.Marker;
import dev.patchbay.benchmarks.driver.Request;
import dev.patchbay.benchmarks.driver.Target;
import dev.patchbay.benchmarks.process.ServerProcess;
import org.jspecify.annotations.Nullable;

/**
 * A server that takes part in a comparison.
 *
 * @param name what the report calls it
 * @param process its process
 * @param target where it answers
 * @param request what it is asked
 * @param proof is in every right answer
 * @param greeting what each connection says before all else; null for nothing
 */
record Contender(
        String name,
        ServerProcess process,
        Target target,
        Request request,
        Marker proof,
        @Nullable Greeting greeting) {

    /** One whose connections need no greeting. */
    Contender(String name, ServerProcess process, Target target, Request request, Marker proof) {
        this(name, process, target, request, proof, null);
    }
}
