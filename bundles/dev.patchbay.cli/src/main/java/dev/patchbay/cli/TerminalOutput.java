package dev.patchbay.cli;

import java.util.Map;

/** Whether a person looks at the output. */
final class TerminalOutput {

    private TerminalOutput() {}

    /** True for a terminal that can move its cursor. @param environment may have TERM */
    static boolean isPresent(Map<String, String> environment) {
        java.io.Console console = System.console();
        String type = environment.getOrDefault("TERM", "");
        return console != null && isTerminal(console) && !type.isEmpty() && !type.equals("dumb");
    }

    /** Since Java 22 there is a console when the output goes elsewhere, too, and it has to be asked. */
    private static boolean isTerminal(java.io.Console console) {
        try {
            return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
