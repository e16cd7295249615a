package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.driver.Question;
import dev.patchbay.benchmarks.process.ServerProcess;
import java.util.concurrent.atomic.LongAdder;

/**
 * A server that takes part in a comparison over plain TCP.
 *
 * @param name what the report calls it
 * @param process its process
 * @param question what it is asked
 * @param answered counts all its answers, those of warming up too
 */
record Rival(String name, ServerProcess process, Question question, LongAdder answered) {

    /** One that was not asked yet. */
    Rival(String name, ServerProcess process, Question question) {
        this(name, process, question, new LongAdder());
    }
}
