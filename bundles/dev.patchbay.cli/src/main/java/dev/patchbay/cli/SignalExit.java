package dev.patchbay.cli;

/** While it is open, Ctrl-C and other requests to end do so at once, with an exit code of ours. */
final class SignalExit implements AutoCloseable {

    private final Thread hook;

    private SignalExit(int exitCode) {
        // nothing here has to be finished, so nobody needs to wait for connections to say goodbye
        this.hook = new Thread(() -> Runtime.getRuntime().halt(exitCode), "patchbay-signal");
    }

    static SignalExit withCode(int exitCode) {
        SignalExit made = new SignalExit(exitCode);
        Runtime.getRuntime().addShutdownHook(made.hook);
        return made;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the end has begun, by the hook
        }
    }
}
