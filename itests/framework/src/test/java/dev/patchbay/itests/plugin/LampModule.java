package dev.patchbay.itests.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A module that tells which release it is; as a service of the node, or in a JVM of its own, where no framework knows. */
public final class LampModule {

    private static final Pattern RELEASE = Pattern.compile("name=\"release\" type=\"String\" value=\"([^\"]+)\"");

    /** Says release. */
    public String release() throws IOException {
        try (InputStream in = LampModule.class.getResourceAsStream("/OSGI-INF/component.xml")) {
            Matcher release = RELEASE.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return release.find() ? release.group(1) : "none";
        }
    }

    /** Says release when the file lamp.go is in the node's home; makes lamp.begun first. */
    public String releaseWhenTold() throws IOException {
        String release = release();
        Path home = Path.of(System.getProperty("patchbay.itest.home"));
        Files.createFile(home.resolve("lamp.begun"));
        while (Files.notExists(home.resolve("lamp.go"))) {
            Thread.onSpinWait();
        }
        return release;
    }
}
