package dev.patchbay.worker.java.function;

/** An object has no public method of that name. */
public final class NoSuchFunctionException extends Exception {

    private static final long serialVersionUID = 1L;

    NoSuchFunctionException(String name) {
        super("Expected the name of a public method, got " + name);
    }
}
