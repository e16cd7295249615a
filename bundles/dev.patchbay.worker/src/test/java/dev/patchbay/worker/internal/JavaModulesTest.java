package dev.patchbay.worker.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.worker.WorkerStatus.State;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;
import org.osgi.framework.Bundle;

/** Modules in Java, each in a JVM of its own. */
public class JavaModulesTest {

    private static final String LAMP = """
            package org.example;

            public class Lamp {
                public String version() { return "%s"; }
                public String set(String colour) { return colour; }
                public String set(String colour, int level) { return colour + " " + level; }
                public long pid() { return ProcessHandle.current().pid(); }
                public void exit() { System.exit(3); }
            }
            """;

    private static final String USER = """
            package org.example.user;

            public class User {
                public String version() { return new org.example.Lamp().version(); }
            }
            """;

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    @Rule
    public final NodeRule node = new NodeRule();

    private void jar(String version) throws IOException {
        byte[] jar = TestJar.of(node.home(), Map.of("org.example.Lamp", LAMP.formatted(version)), Map.of());
        Path part = Files.write(node.home().resolve("lamp.part"), jar);
        Files.move(part, node.home().resolve("lamp.jar"), StandardCopyOption.REPLACE_EXISTING);
    }

    private Object result(String function, Object... args) throws Exception {
        return Client.result(node.workers(), "lamp", function, args);
    }

    private void awaitVersion(String version) {
        await().atMost(Duration.ofSeconds(20)).until(() -> result("version").equals(version));
    }

    @Test
    public void aClassInAJarIsServedReloadedAndStartedAgain() throws Exception {
        jar("one");
        node.module("lamp", "java:lamp.jar", "org.example.Lamp", null).start();
        assertEquals("red 5", result("set", "red", 5));
        assertEquals("red", result("set", "red"));
        assertEquals(
                "Exception: function not found in INSTANCE (case matters)",
                Client.problem(node.workers(), "lamp", "Version"));
        long pid = node.pid("lamp");
        assertEquals(pid, result("pid"));
        jar("two");
        awaitVersion("two");
        assertEquals(pid, result("pid"));
        Files.write(node.home().resolve("lamp.jar"), "no jar".getBytes());
        await().until(() -> String.valueOf(node.status("lamp").problem()).contains("the old code serves"));
        assertEquals("two", result("version"));
        assertTrue(Client.problem(node.workers(), "lamp", "exit").endsWith("died during the call"));
        node.await("lamp", State.DEAD);
        jar("three");
        assertTrue(node.workers().reload("lamp"));
        assertEquals("three", result("version"));
        assertNotEquals(pid, result("pid"));
    }

    @Test
    public void aJarThatIsNotThereIsToldAndAReloadFindsItLater() throws Exception {
        node.module("lamp", "java:lamp.jar", "org.example.Lamp", null).start();
        assertTrue(node.await("lamp", State.DEAD).problem().contains("Expected a jar at"));
        jar("one");
        assertTrue(node.workers().reload("lamp"));
        assertEquals("one", result("version"));
    }

    @Test
    public void aClassInABundleFindsWhatThatImportsAndIsReloadedWhenItIsUpdated() throws Exception {
        Path lib = Files.write(node.home().resolve("lib.jar"), library("one"));
        Bundle library = install("lib", library("one"));
        install("user", user(lib)).start();
        node.module("lamp", "java:org.example.user", "org.example.user.User", null)
                .start();
        assertEquals("one", result("version"));
        long pid = node.pid("lamp");
        byte[] other = TestJar.of(
                node.home(),
                Map.of("org.example.user.User", USER.replace("new org.example.Lamp().version()", "\"two\"")),
                Map.of("Bundle-ManifestVersion", "2", "Bundle-SymbolicName", "org.example.user"));
        find("org.example.user").update(new ByteArrayInputStream(other));
        awaitVersion("two");
        assertEquals(pid, node.pid("lamp"));
        library.uninstall();
    }

    @Test
    public void aBundleThatIsNotThereIsTold() throws Exception {
        node.module("lamp", "java:org.example.nobody", "X", null).start();
        assertTrue(node.await("lamp", State.DEAD).problem().contains("Expected a bundle org.example.nobody"));
    }

    private byte[] library(String version) throws IOException {
        return TestJar.of(
                node.home(),
                Map.of("org.example.Lamp", LAMP.formatted(version)),
                Map.of(
                        "Bundle-ManifestVersion", "2",
                        "Bundle-SymbolicName", "org.example.lib",
                        "Export-Package", "org.example"));
    }

    private byte[] user(Path library) throws IOException {
        return TestJar.of(
                node.home(),
                Map.of("org.example.user.User", USER),
                Map.of(
                        "Bundle-ManifestVersion", "2",
                        "Bundle-SymbolicName", "org.example.user",
                        "Import-Package", "org.example"),
                library);
    }

    private Bundle install(String location, byte[] jar) throws Exception {
        return node.context().installBundle(location, new ByteArrayInputStream(jar));
    }

    private Bundle find(String symbolicName) {
        return List.of(node.context().getBundles()).stream()
                .filter(each -> symbolicName.equals(each.getSymbolicName()))
                .findFirst()
                .orElseThrow();
    }
}
