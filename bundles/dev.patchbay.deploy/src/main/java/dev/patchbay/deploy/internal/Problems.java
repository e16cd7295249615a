package dev.patchbay.deploy.internal;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.osgi.service.component.annotations.Component;

/**
 * What is wrong with which file of the deploy folder. Thread-safe. Keeps sentences only, never an exception: its class
 * might be a plugin's and would keep that plugin's class loader alive.
 */
@Component(service = Problems.class)
public final class Problems {

    private record Problem(String sentence, BooleanSupplier holds) {}

    /** By file name; written by the thread that deploys, read by whoever asks for the diagnosis. */
    private final Map<String, Problem> byFile = new ConcurrentHashMap<>();

    /**
     * Records what is wrong with a file, in place of what was before.
     *
     * @return false when the same sentence was recorded already
     */
    boolean record(String file, DeployException fault) {
        String sentence = fault.sentenceFor(file);
        Problem before = byFile.put(file, new Problem(sentence, fault.holds()));
        return before == null || !before.sentence().equals(sentence);
    }

    /** The file is at work, or gone. */
    void clear(String file) {
        byFile.remove(file);
    }

    /** The names of the files that have a problem, whether it still holds or not. */
    Set<String> files() {
        return Set.copyOf(byFile.keySet());
    }

    /** The sentences that are true now, by file name. */
    SortedMap<String, String> sentences() {
        SortedMap<String, String> sentences = new TreeMap<>();
        byFile.forEach((file, problem) -> {
            if (problem.holds().getAsBoolean()) {
                sentences.put(file, problem.sentence());
            }
        });
        return sentences;
    }
}
