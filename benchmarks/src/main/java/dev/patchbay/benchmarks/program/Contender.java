package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.driver.Marker;
import dev.patchbay.benchmarks.driver.Request;
import dev.patchbay.benchmarks.driver.Target;
import dev.patchbay.benchmarks.process.ServerProcess;

/**
 * A server that takes part in a comparison.
 *
 * @param name what the report calls it
 * @param process its process
 * @param target where it answers
 * @param request what it is asked
 * @param proof is in every right answer
 */
record Contender(String name, ServerProcess process, Target target, Request request, Marker proof) {}
