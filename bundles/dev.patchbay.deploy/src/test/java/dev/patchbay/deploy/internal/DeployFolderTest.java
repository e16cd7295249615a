package dev.patchbay.deploy.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.Rule;
import org.junit.Test;

public class DeployFolderTest {

    @Rule
    public final TestNode node = new TestNode();

    @Test
    public void droppedJarIsAtWorkSoonAndRemovedOneIsGone() throws Exception {
        Path jar = PluginJar.saying("hello", "one").writeTo(node.deploy(), "hello.jar");
        long droppedAt = System.nanoTime();
        node.awaitSaying("hello", "one");
        long tookInMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - droppedAt);
        assertTrue("took " + tookInMs + " ms", tookInMs < 2_000);
        node.awaitAllWell();
        Files.delete(jar);
        node.awaitSilence("hello");
        await().until(() -> node.deployed().isEmpty());
    }

    @Test
    public void replacedJarIsAtWorkAfterAShortGap() throws Exception {
        PluginJar.saying("hello", "one").writeTo(node.deploy(), "hello.jar");
        node.awaitSaying("hello", "one");
        try (GapWatch gap = new GapWatch(node.context(), "hello")) {
            PluginJar.saying("hello", "two").header("Bundle-Version", "2.0.0").writeTo(node.deploy(), "hello.jar");
            node.awaitSaying("hello", "two");
            assertTrue("gap of " + gap.lengthInMs() + " ms", gap.lengthInMs() < 1_000);
        }
        assertEquals(1, node.deployed().size());
    }

    @Test
    public void twoVersionsFromTwoFilesAreThereSideBySide() throws Exception {
        PluginJar.saying("hello", "one").writeTo(node.deploy(), "hello-1.jar");
        PluginJar.saying("hello", "two").header("Bundle-Version", "2.0.0").writeTo(node.deploy(), "hello-2.jar");
        await().until(() -> node.deployed().size() == 2);
        node.awaitAllWell();
    }

    @Test
    public void replacedLibraryRestartsWhatIsWiredToItAndNothingElse() throws Exception {
        library("1").writeTo(node.deploy(), "library.jar");
        userOfLibrary().writeTo(node.deploy(), "user.jar");
        PluginJar.saying("other", "here").writeTo(node.deploy(), "other.jar");
        node.awaitSaying("user", "library 1");
        node.awaitSaying("other", "here");
        try (GapWatch gap = new GapWatch(node.context(), "other")) {
            library("2").writeTo(node.deploy(), "library.jar");
            node.awaitSaying("user", "library 2");
            assertEquals(0, gap.count());
        }
    }

    @Test
    public void fileThatIsNoJarIsReportedAndItsNeighbourIsDeployed() throws Exception {
        Files.writeString(node.deploy().resolve("broken.jar"), "not a jar at all");
        PluginJar.saying("hello", "one").writeTo(node.deploy(), "hello.jar");
        node.awaitSaying("hello", "one");
        node.awaitWhy("broken.jar", "expected a jar, got a file that is not one");
        PluginJar.saying("broken", "mended").writeTo(node.deploy(), "broken.jar");
        node.awaitSaying("broken", "mended");
        node.awaitAllWell();
    }

    @Test
    public void brokenFileThatIsRemovedIsForgotten() throws Exception {
        Path broken = Files.writeString(node.deploy().resolve("broken.jar"), "not a jar at all");
        node.awaitWhy("broken.jar", "expected a jar");
        Files.delete(broken);
        node.awaitAllWell();
    }

    @Test
    public void halfWrittenJarIsDeployedWhenItIsComplete() throws Exception {
        byte[] whole = bytesOf(PluginJar.saying("hello", "one"));
        Path jar = node.deploy().resolve("hello.jar");
        Files.write(jar, Arrays.copyOf(whole, whole.length / 2));
        node.awaitWhy("hello.jar", "only the first part of one");
        Files.write(jar, whole);
        node.awaitSaying("hello", "one");
        node.awaitAllWell();
    }

    @Test
    public void halfWrittenReplacementLeavesTheRunningVersionAlone() throws Exception {
        Path jar = PluginJar.saying("hello", "one").writeTo(node.deploy(), "hello.jar");
        node.awaitSaying("hello", "one");
        byte[] whole = bytesOf(PluginJar.saying("hello", "two"));
        Files.write(jar, Arrays.copyOf(whole, whole.length / 2));
        node.awaitWhy("hello.jar", "expected a jar");
        assertEquals(Optional.of("one"), node.say("hello"));
        Files.write(jar, whole);
        node.awaitSaying("hello", "two");
        node.awaitAllWell();
    }

    @Test
    public void plainJarIsReportedAsNoBundle() throws Exception {
        try (JarOutputStream jar =
                new JarOutputStream(Files.newOutputStream(node.deploy().resolve("plain.jar")))) {
            jar.putNextEntry(new ZipEntry("some.txt"));
        }
        node.awaitWhy("plain.jar", "expected an OSGi bundle, got a jar without Bundle-SymbolicName");
    }

    @Test
    public void fragmentIsRefused() throws Exception {
        PluginJar.of("piece").header("Fragment-Host", "org.example.whole").writeTo(node.deploy(), "piece.jar");
        node.awaitWhy("piece.jar", "expected a bundle of its own, got a fragment of org.example.whole");
    }

    @Test
    public void manifestTheFrameworkRefusesLeavesTheRunningVersionAtWork() throws Exception {
        PluginJar.saying("hello", "one").writeTo(node.deploy(), "hello.jar");
        node.awaitSaying("hello", "one");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "org.example.hello");
        manifest.getMainAttributes().putValue("Import-Package", "java.util,java.util,;;");
        try (JarOutputStream jar =
                new JarOutputStream(Files.newOutputStream(node.deploy().resolve("hello.jar")), manifest)) {
            jar.putNextEntry(new ZipEntry("some.txt"));
        }
        node.awaitWhy("hello.jar", "expected a manifest the framework accepts");
        node.awaitSaying("hello", "one");
    }

    @Test
    public void missingImportIsNamedAndStartsWhenItIsSupplied() throws Exception {
        userOfLibrary().writeTo(node.deploy(), "user.jar");
        node.awaitWhy("user.jar", "needs the package org.example.library from version 1.0.0 below 2.0.0");
        Path library = library("1").writeTo(node.deploy(), "library.jar");
        node.awaitSaying("user", "library 1");
        node.awaitAllWell();
        Files.delete(library);
        node.awaitSilence("user");
        node.awaitWhy("user.jar", "needs the package org.example.library");
    }

    @Test
    public void replacementThatLacksAPackageWaitsForItBesideTheVersionAtWork() throws Exception {
        PluginJar.saying("user", "one").writeTo(node.deploy(), "user.jar");
        node.awaitSaying("user", "one");
        userOfLibrary().writeTo(node.deploy(), "user.jar");
        node.awaitWhy("user.jar", "needs the package org.example.library");
        node.awaitWhy("user.jar", "The version before it goes on.");
        node.awaitSaying("user", "one");
        try (GapWatch gap = new GapWatch(node.context(), "user")) {
            PluginJar.saying("other", "here").writeTo(node.deploy(), "other.jar");
            node.awaitSaying("other", "here");
            assertEquals(0, gap.count());
        }
        library("1").writeTo(node.deploy(), "library.jar");
        node.awaitSaying("user", "library 1");
        node.awaitAllWell();
    }

    @Test
    public void replacementThatLacksAPackageIsForgottenForABetterOne() throws Exception {
        PluginJar.saying("user", "one").writeTo(node.deploy(), "user.jar");
        node.awaitSaying("user", "one");
        userOfLibrary().writeTo(node.deploy(), "user.jar");
        node.awaitWhy("user.jar", "The version before it goes on.");
        PluginJar.saying("user", "two").writeTo(node.deploy(), "user.jar");
        node.awaitSaying("user", "two");
        node.awaitAllWell();
        library("1").writeTo(node.deploy(), "library.jar");
        await().until(() -> node.deployed().size() == 2);
        node.awaitAllWell();
        node.awaitSaying("user", "two");
    }

    @Test
    public void usersOfALibraryGoOnWithTheVersionThatCanBeResolved() throws Exception {
        library("1").writeTo(node.deploy(), "library.jar");
        userOfLibrary().writeTo(node.deploy(), "user.jar");
        node.awaitSaying("user", "library 1");
        library("2").header("Import-Package", "org.absent").writeTo(node.deploy(), "library.jar");
        node.awaitWhy("library.jar", "needs the package org.absent, which no bundle has");
        node.awaitSaying("user", "library 1");
    }

    @Test
    public void importOfAnotherVersionNamesWhoHasWhichVersion() throws Exception {
        library("1")
                .header("Export-Package", "org.example.library;version=3.1.0")
                .writeTo(node.deploy(), "library.jar");
        userOfLibrary().writeTo(node.deploy(), "user.jar");
        node.awaitWhy("user.jar", "which no bundle has (library.jar has version 3.1.0)");
    }

    @Test
    public void importFromABundleThatIsNotResolvedPointsThere() throws Exception {
        library("1").header("Import-Package", "org.absent").writeTo(node.deploy(), "library.jar");
        userOfLibrary().writeTo(node.deploy(), "user.jar");
        node.awaitWhy("library.jar", "needs the package org.absent, which no bundle has");
        node.awaitWhy("user.jar", "waits for library.jar, which is not resolved itself");
    }

    @Test
    public void newerJavaIsNamed() throws Exception {
        PluginJar.of("future")
                .header("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\"")
                .writeTo(node.deploy(), "future.jar");
        node.awaitWhy(
                "future.jar",
                "needs Java 99 (the node runs on " + Runtime.version().feature() + ")");
    }

    @Test
    public void activatorThatThrowsIsReportedUntilItIsCorrected() throws Exception {
        PluginJar.of("hello")
                .activator("throw new IllegalStateException(\"no disk\");")
                .writeTo(node.deploy(), "hello.jar");
        node.awaitWhy("hello.jar", "its start failed with java.lang.IllegalStateException: no disk");
        PluginJar.saying("hello", "one").writeTo(node.deploy(), "hello.jar");
        node.awaitSaying("hello", "one");
        node.awaitAllWell();
    }

    @Test
    public void activationThatBlocksHoldsUpNobodyAndCanBeReplaced() throws Exception {
        node.configure(Map.of("startTimeoutInMs", 300L));
        PluginJar.of("stuck")
                .component(
                        "",
                        "@Activate void on() throws Exception { new java.util.concurrent.Semaphore(0).acquire(); }\n"
                                + "public String get() { return \"never\"; }")
                .writeTo(node.deploy(), "stuck.jar");
        node.awaitWhy("stuck.jar", "starting takes longer than 300 ms, blocked at org.example.stuck.Main.on");
        PluginJar.saying("hello", "one").writeTo(node.deploy(), "hello.jar");
        node.awaitSaying("hello", "one");
        PluginJar.saying("stuck", "free").writeTo(node.deploy(), "stuck.jar");
        // to ask the stuck component would run its activation on this thread
        node.awaitAllWell();
        node.awaitSaying("stuck", "free");
        node.awaitAllWell();
    }

    @Test
    public void activatorThatIgnoresInterruptionHoldsUpNobody() throws Exception {
        node.configure(Map.of("startTimeoutInMs", 300L, "stopTimeoutInMs", 300L));
        PluginJar.of("deaf")
                .activator("while (!Boolean.getBoolean(\"org.example.release\")) {"
                        + " try { Thread.sleep(10); } catch (InterruptedException e) { continue; } }")
                .writeTo(node.deploy(), "deaf.jar");
        node.awaitWhy("deaf.jar", "blocked at org.example.deaf.Main.start");
        Files.delete(node.deploy().resolve("deaf.jar"));
        node.awaitWhy("deaf.jar", "it ignores interruption");
        PluginJar.saying("hello", "one").writeTo(node.deploy(), "hello.jar");
        node.awaitSaying("hello", "one");
        System.setProperty("org.example.release", "true");
        await().until(() -> node.why("deaf.jar").isEmpty());
        System.clearProperty("org.example.release");
    }

    @Test
    public void replacementWaitsForTheStopOfItsPredecessor() throws Exception {
        node.configure(Map.of("startTimeoutInMs", 1_000L));
        PluginJar.of("hello")
                .component(
                        "",
                        "@Deactivate void off() throws Exception { Thread.sleep(1_500); }\n"
                                + "public String get() { return \"one\"; }")
                .writeTo(node.deploy(), "hello.jar");
        node.awaitSaying("hello", "one");
        PluginJar.saying("hello", "two").writeTo(node.deploy(), "hello.jar");
        node.awaitSaying("hello", "two");
        node.awaitAllWell();
    }

    @Test
    public void sameNameAndVersionFromAnotherFileWaitsUntilTheFirstIsRemoved() throws Exception {
        Path first = PluginJar.saying("hello", "first").writeTo(node.deploy(), "a.jar");
        node.awaitSaying("hello", "first");
        PluginJar.saying("hello", "second").writeTo(node.deploy(), "b.jar");
        node.awaitWhy("b.jar", "expected a name and version of its own, got org.example.hello 1.0.0, which a.jar has");
        Files.delete(first);
        node.awaitSaying("hello", "second");
        node.awaitAllWell();
    }

    @Test
    public void renamedJarIsDeployedUnderItsNewName() throws Exception {
        Path jar = PluginJar.saying("hello", "one").writeTo(node.deploy(), "a.jar");
        node.awaitSaying("hello", "one");
        Files.move(jar, node.deploy().resolve("b.jar"), StandardCopyOption.ATOMIC_MOVE);
        await().until(() -> node.deployed().stream()
                .allMatch(bundle -> Deployed.label(bundle).equals("b.jar")));
        node.awaitSaying("hello", "one");
        node.awaitAllWell();
    }

    @Test
    public void classLoaderOfARemovedBundleIsCollected() throws Exception {
        Path jar = PluginJar.saying("hello", "one").writeTo(node.deploy(), "hello.jar");
        node.awaitSaying("hello", "one");
        WeakReference<ClassLoader> loader = node.loaderOf("hello");
        Files.delete(jar);
        node.awaitSilence("hello");
        awaitCollected(loader);
    }

    @Test
    public void classLoaderOfAReplacedBundleIsCollected() throws Exception {
        PluginJar.saying("hello", "one").writeTo(node.deploy(), "hello.jar");
        node.awaitSaying("hello", "one");
        WeakReference<ClassLoader> loader = node.loaderOf("hello");
        PluginJar.saying("hello", "two").writeTo(node.deploy(), "hello.jar");
        node.awaitSaying("hello", "two");
        awaitCollected(loader);
    }

    @Test
    public void restartFindsWhatCameChangedOrLeftMeanwhile() throws Exception {
        PluginJar.saying("stays", "same").writeTo(node.deploy(), "stays.jar");
        PluginJar.saying("changes", "old").writeTo(node.deploy(), "changes.jar");
        Path leaves = PluginJar.saying("leaves", "here").writeTo(node.deploy(), "leaves.jar");
        node.awaitSaying("leaves", "here");
        node.awaitSaying("changes", "old");
        node.stop();
        Files.delete(leaves);
        PluginJar.saying("changes", "new").writeTo(node.deploy(), "changes.jar");
        PluginJar.saying("comes", "fresh").writeTo(node.deploy(), "comes.jar");
        node.start();
        assertEquals(Optional.of("same"), node.say("stays"));
        assertEquals(Optional.of("new"), node.say("changes"));
        assertEquals(Optional.of("fresh"), node.say("comes"));
        assertEquals(Optional.empty(), node.say("leaves"));
        assertEquals(3, node.deployed().size());
    }

    @Test
    public void restartAfterACrashInstallsNothingTwice() throws Exception {
        PluginJar.saying("hello", "one").writeTo(node.deploy(), "hello.jar");
        node.awaitSaying("hello", "one");
        node.crash();
        PluginJar.saying("comes", "fresh").writeTo(node.deploy(), "comes.jar");
        node.start();
        assertEquals(Optional.of("one"), node.say("hello"));
        PluginJar.saying("later", "too").writeTo(node.deploy(), "later.jar");
        node.awaitSaying("later", "too");
        assertEquals(3, node.deployed().size());
        assertEquals(3, node.bundlesNamed("org.example."));
    }

    @Test
    public void bundleThatBlocksDoesNotHoldUpTheRestart() throws Exception {
        node.configure(Map.of("startTimeoutInMs", 300L));
        PluginJar.of("stuck")
                .activator("new java.util.concurrent.Semaphore(0).acquire();")
                .writeTo(node.deploy(), "stuck.jar");
        node.awaitWhy("stuck.jar", "blocked at");
        node.stop();
        node.start();
        node.awaitWhy("stuck.jar", "blocked at");
    }

    @Test
    public void otherFilesAndDirectoriesAreLeftAlone() throws Exception {
        Files.writeString(node.deploy().resolve("README.txt"), "jars go here");
        Files.writeString(node.deploy().resolve(".hidden.jar"), "an upload");
        Files.createDirectories(node.deploy().resolve("old.jar"));
        PluginJar.saying("hello", "one").writeTo(node.deploy(), "hello.jar");
        node.awaitSaying("hello", "one");
        node.awaitAllWell();
    }

    @Test
    public void anotherFolderCanBeConfiguredWhileRunning() throws Exception {
        PluginJar.saying("hello", "one").writeTo(node.deploy(), "hello.jar");
        node.awaitSaying("hello", "one");
        Path other = node.home().resolve("other");
        node.configure(Map.of("folderPath", other.toString()));
        node.awaitSilence("hello");
        PluginJar.saying("there", "here").writeTo(other, "there.jar");
        node.awaitSaying("there", "here");
    }

    private static PluginJar library(String version) {
        return PluginJar.of("library")
                .source("public final class Main { public static String words() { return \"library " + version
                        + "\"; } }")
                .header("Export-Package", "org.example.library;version=1.0.0");
    }

    /** Finds the library by name: the compiler has not seen it. */
    private static PluginJar userOfLibrary() {
        return PluginJar.of("user")
                .component(
                        "",
                        "public String get() { try {"
                                + " return (String) Class.forName(\"org.example.library.Main\").getMethod(\"words\").invoke(null);"
                                + " } catch (ReflectiveOperationException e) { throw new IllegalStateException(e); } }")
                .header("Import-Package", "org.example.library;version=\"[1.0.0,2.0.0)\",*");
    }

    private byte[] bytesOf(PluginJar plugin) throws Exception {
        return Files.readAllBytes(plugin.writeTo(node.home(), "elsewhere.jar"));
    }

    private static void awaitCollected(WeakReference<ClassLoader> loader) {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            System.gc();
            return loader.refersTo(null);
        });
    }
}
