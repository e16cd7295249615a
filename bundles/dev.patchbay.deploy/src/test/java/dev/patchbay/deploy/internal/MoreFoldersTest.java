package dev.patchbay.deploy.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class MoreFoldersTest {

    @Rule
    public final TestNode node = new TestNode();

    private Path plugins;
    private Path others;

    @Before
    public void configure() throws Exception {
        plugins = Files.createDirectories(node.home().resolve("plugins"));
        others = Files.createDirectories(node.home().resolve("others"));
        configure(plugins, others);
    }

    private void configure(Path... folders) throws Exception {
        String[] names = new String[folders.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = folders[i].toString();
        }
        node.configure(Map.of("folders", names, "pollInMs", 50L));
    }

    private static Path below(Path folder, String... names) throws Exception {
        return Files.createDirectories(Path.of(folder.toString(), names));
    }

    @Test
    public void jarsOfEveryFolderAndEverythingBelowAreDeployedReplacedAndRemoved() throws Exception {
        Path deep = below(plugins, "v1.2", "core");
        PluginJar.saying("own", "here").writeTo(node.deploy(), "own.jar");
        PluginJar.saying("top", "here").writeTo(others, "top.jar");
        Path jar = PluginJar.saying("deep", "one").writeTo(deep, "deep.jar");
        node.awaitSaying("own", "here");
        node.awaitSaying("top", "here");
        node.awaitSaying("deep", "one");
        PluginJar.saying("deep", "two").header("Bundle-Version", "2.0.0").writeTo(deep, "deep.jar");
        node.awaitSaying("deep", "two");
        Files.delete(jar);
        node.awaitSilence("deep");
        await().until(() -> node.deployed().size() == 2);
        node.awaitAllWell();
    }

    @Test
    public void twoFilesOfOneNameInTwoFoldersAreTwoBundles() throws Exception {
        PluginJar.saying("first", "one").writeTo(node.deploy(), "same.jar");
        PluginJar.saying("second", "two").writeTo(plugins, "same.jar");
        Path third = PluginJar.saying("third", "three").writeTo(below(plugins, "more"), "same.jar");
        node.awaitSaying("first", "one");
        node.awaitSaying("second", "two");
        node.awaitSaying("third", "three");
        Files.delete(third);
        node.awaitSilence("third");
        assertEquals(Optional.of("one"), node.say("first"));
        assertEquals(Optional.of("two"), node.say("second"));
    }

    @Test
    public void whatLiesInAFolderNamedDisabledIsLeftAloneAndItsNeighboursAreNot() throws Exception {
        PluginJar.saying("off", "one").writeTo(below(plugins, "core", "disabled", "deeper"), "off.jar");
        PluginJar.saying("near", "one").writeTo(below(plugins, "disabled2"), "near.jar");
        Path jar = PluginJar.saying("hello", "one").writeTo(plugins, "hello.jar");
        node.awaitSaying("near", "one");
        node.awaitSaying("hello", "one");
        Path disabled = below(plugins, "disabled").resolve("hello.jar");
        Files.move(jar, disabled);
        node.awaitSilence("hello");
        Files.move(disabled, jar);
        node.awaitSaying("hello", "one");
        assertEquals(Optional.empty(), node.say("off"));
        assertEquals(2, node.deployed().size());
        assertEquals(0, node.bundlesNamed("org.example.off"));
    }

    @Test
    public void afterARestartThereIsWhatIsInTheFolders() throws Exception {
        PluginJar.saying("hello", "one").writeTo(plugins, "hello.jar");
        Path gone = PluginJar.saying("gone", "one").writeTo(plugins, "gone.jar");
        node.awaitSaying("hello", "one");
        node.awaitSaying("gone", "one");
        node.stop();
        Files.delete(gone);
        PluginJar.saying("late", "one").writeTo(others, "late.jar");
        node.start();
        node.awaitSaying("hello", "one");
        node.awaitSaying("late", "one");
        node.awaitSilence("gone");
        assertEquals(2, node.deployed().size());
    }

    @Test
    public void aFolderThatIsNoLongerNamedLosesItsBundlesEvenAfterACrash() throws Exception {
        PluginJar.saying("hello", "one").writeTo(others, "hello.jar");
        PluginJar.saying("stays", "one").writeTo(plugins, "stays.jar");
        node.awaitSaying("hello", "one");
        node.awaitSaying("stays", "one");
        node.crash();
        node.start();
        node.awaitSaying("hello", "one");
        configure(plugins);
        node.awaitSilence("hello");
        node.awaitSaying("stays", "one");
        PluginJar.saying("ignored", "one").writeTo(others, "ignored.jar");
        PluginJar.saying("witness", "one").writeTo(plugins, "witness.jar");
        node.awaitSaying("witness", "one");
        assertEquals(0, node.bundlesNamed("org.example.ignored"));
    }

    @Test
    public void aFolderThatDoesNotExistIsLeftOut() throws Exception {
        configure(node.home().resolve("absent"), plugins, node.deploy());
        PluginJar.saying("hello", "one").writeTo(plugins, "hello.jar");
        PluginJar.saying("own", "one").writeTo(node.deploy(), "own.jar");
        node.awaitSaying("hello", "one");
        node.awaitSaying("own", "one");
        assertTrue(Files.notExists(node.home().resolve("absent")));
        assertEquals(2, node.deployed().size());
    }

    @Test
    public void aBrokenJarIsNamedByItsPath() throws Exception {
        Path broken = Files.writeString(plugins.resolve("broken.jar"), "not a jar at all");
        node.awaitWhy(broken.toRealPath().toString(), "expected a jar");
        Files.delete(broken);
        node.awaitAllWell();
    }
}
