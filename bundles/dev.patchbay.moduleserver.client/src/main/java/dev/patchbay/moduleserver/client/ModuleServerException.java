package dev.patchbay.moduleserver.client;

/** The server answered with an error: its own, or an exception of the module. */
public final class ModuleServerException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String traceback;

    private ModuleServerException(String message, String traceback) {
        super(message);
        this.traceback = traceback;
    }

    /** @param response what the answer has besides, mostly nothing */
    static ModuleServerException ofAnswer(String response, String traceback) {
        String quoted = traceback.isEmpty() ? "" : "\n|" + traceback.replace("\n", "\n|");
        return new ModuleServerException("Server Error: " + response + quoted, traceback);
    }

    static ModuleServerException ofText(String text) {
        return new ModuleServerException(text, text);
    }

    /** Lines joined by line feeds, the last of which is {@code ErrorType: message}, as the server sent them. */
    public String traceback() {
        return traceback;
    }

    /** The last line of the traceback: what went wrong, without where. */
    public String problem() {
        String stripped = traceback.stripTrailing();
        return stripped.substring(stripped.lastIndexOf('\n') + 1);
    }
}
