package dev.patchbay.service.internal;

/** A throwable as one sentence, so that nothing of the bundle that threw it is kept. */
final class Sentence {

    private Sentence() {}

    /** Never throws, though the throwable's own methods may. */
    static String of(Throwable failure) {
        String type = failure.getClass().getName();
        try {
            String message = failure.getMessage();
            return message == null || message.isBlank() ? type : type + ": " + message;
        } catch (RuntimeException e) {
            return type;
        }
    }
}
