package dev.patchbay.itests;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.CoreOptions.systemTimeout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.hamcrest.io.FileMatchers;
import org.ops4j.pax.exam.Option;

/** The options that put every bundle of the distribution into the framework, at its start level. */
final class Distribution {

    private static final Path INSTALLATION = Path.of(System.getProperty("patchbay.installation"));

    private static final Pattern LEVEL = Pattern.compile("(\\d+)\\s+(\\S+)");

    /** Longest wait for the framework's start and for its stop. */
    private static final long LIMIT_IN_MS = 30_000;

    private Distribution() {}

    /** @param settings the text of the settings file */
    static Option with(String settings) {
        try {
            Path homes = Files.createDirectories(Path.of("target/homes").toAbsolutePath());
            Path home = Files.createTempDirectory(homes, "");
            Path file = Files.writeString(home.resolve("patchbay.json"), settings);
            Files.createDirectories(home.resolve("deploy"));
            Files.createDirectories(home.resolve("data"));
            return composite(
                    composite(bundles().toArray(Option[]::new)),
                    frameworkProperty("patchbay.home").value(home.toString()),
                    frameworkProperty("patchbay.install").value(INSTALLATION.toString()),
                    frameworkProperty("patchbay.settings").value(file.toString()),
                    frameworkProperty("patchbay.version").value("test"),
                    frameworkProperty("patchbay.started.at").value(String.valueOf(System.currentTimeMillis())),
                    frameworkProperty("org.apache.felix.http.require.config").value("true"),
                    frameworkProperty("org.apache.felix.eventadmin.Timeout").value("0"),
                    frameworkProperty("org.ops4j.pax.logging.DefaultServiceLog.level")
                            .value("WARN"),
                    frameworkProperty("org.ops4j.pax.logging.property.file")
                            .value(Path.of("target/test-classes/framework-logback.xml")
                                    .toAbsolutePath()
                                    .toString()),
                    systemProperty("patchbay.itest.home").value(home.toString()),
                    systemTimeout(LIMIT_IN_MS),
                    bundleOf(Awaitility.class),
                    bundleOf(FileMatchers.class),
                    junitBundles(),
                    frameworkStartLevel(50));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bundle of the class path that a class is in. */
    private static Option bundleOf(Class<?> type) {
        return bundle(type.getProtectionDomain().getCodeSource().getLocation().toString());
    }

    private static List<Option> bundles() throws IOException {
        List<Option> options = new ArrayList<>();
        try (Stream<Path> jars = Files.list(INSTALLATION.resolve("bundles"))) {
            for (Path jar : jars.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList()) {
                options.add(bundle(jar.toUri().toString())
                        .startLevel(level(jar.getFileName().toString())));
            }
        }
        return options;
    }

    private static int level(String jar) throws IOException {
        for (String line : Files.readAllLines(INSTALLATION.resolve("bundles/start.levels"))) {
            Matcher entry = LEVEL.matcher(line);
            if (entry.matches() && jar.startsWith(entry.group(2))) {
                return Integer.parseInt(entry.group(1));
            }
        }
        return 10;
    }
}
