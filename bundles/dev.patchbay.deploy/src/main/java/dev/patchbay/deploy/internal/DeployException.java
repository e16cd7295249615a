package dev.patchbay.deploy.internal;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Why a file in the deploy folder is not at work; the message is the whole sentence a person needs. */
final class DeployException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient BooleanSupplier holds;

    /** A fault of the file: it holds until the file changes. */
    DeployException(String sentence, @Nullable Throwable cause) {
        this(sentence, cause, () -> true);
    }

    /** @param holds whether the sentence is still true; asked from any thread, must keep no bundle alive */
    DeployException(String sentence, @Nullable Throwable cause, BooleanSupplier holds) {
        super(sentence, cause);
        this.holds = holds;
    }

    /** The whole sentence. */
    String sentence() {
        return String.valueOf(getMessage());
    }

    /** Whether the sentence is still true, to be asked again and again. */
    BooleanSupplier holds() {
        return holds;
    }
}
