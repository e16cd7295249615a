package dev.patchbay.deploy.internal;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Why a file in the deploy folder is not at work; the message names the culprit and is all a person needs. */
class DeployException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String culprit;
    private final String sentence;
    private final transient BooleanSupplier holds;

    /** A fault of the file: it holds until the file changes. */
    DeployException(String culprit, String sentence, @Nullable Throwable cause) {
        this(culprit, sentence, cause, () -> true);
    }

    /**
     * Any fault.
     *
     * @param culprit the file or bundle the sentence is about
     * @param sentence what is wrong with it, and what to do; does not name it
     * @param holds whether the sentence is still true; asked from any thread, must keep no bundle alive
     */
    DeployException(String culprit, String sentence, @Nullable Throwable cause, BooleanSupplier holds) {
        super(culprit + ": " + sentence, cause);
        this.culprit = culprit;
        this.sentence = sentence;
        this.holds = holds;
    }

    /** The sentence for a reader who knows that it is about this file; names the culprit when that is another one. */
    String sentenceFor(String file) {
        return culprit.equals(file) ? sentence : String.valueOf(getMessage());
    }

    /** Whether the sentence is still true, to be asked again and again. */
    BooleanSupplier holds() {
        return holds;
    }
}
