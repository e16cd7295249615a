package dev.patchbay.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The file the logging bundle reads: the shipped {@code config/logback.xml} behind the variables it uses. Written for
 * each start, since Logback takes variables from system properties only, which two nodes of one JVM would share. The
 * variables of the section {@code logging} come from a file of their own, which the settings bundle writes.
 */
final class LogSettings {

    private LogSettings() {}

    static void write(Path file, Path included, Path section, Map<String, String> variables) throws IOException {
        makeIfMissing(section);
        StringBuilder text = new StringBuilder("<configuration scan=\"true\" scanPeriod=\"10 seconds\">\n");
        variables.forEach((name, value) -> text.append("  <property name=\"")
                .append(escape(name))
                .append("\" value=\"")
                .append(escape(value))
                .append("\"/>\n"));
        text.append("  <property file=\"").append(escape(section.toString())).append("\"/>\n");
        text.append("  <include file=\"").append(escape(included.toString())).append("\"/>\n</configuration>\n");
        Files.writeString(file, text);
    }

    /** Logback complains of a file that is not there. */
    private static void makeIfMissing(Path file) throws IOException {
        if (Files.notExists(file)) {
            Files.createFile(file);
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
