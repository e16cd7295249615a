package dev.patchbay.deploy.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import dev.patchbay.node.Diagnosis.Finding;
import dev.patchbay.node.spi.FindingSource;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.osgi.framework.ServiceRegistration;

public class NodeDiagnosisTest {

    private static final String SAYS = "public String get() { return \"here\"; }\n";

    @Rule
    public final TestNode node = new TestNode();

    @Test
    public void nothingIsFoundWhenAllIsWell() throws Exception {
        PluginJar.saying("hello", "one").writeTo(node.deploy(), "hello.jar");
        node.awaitSaying("hello", "one");
        assertEquals("[]", node.diagnosis().findings().toString());
    }

    @Test
    public void missingServiceIsNamedWithItsReferenceAndFilter() throws Exception {
        PluginJar.of("waits")
                .component("", SAYS + "@Reference(target = \"(lab=north)\") Runnable work;")
                .writeTo(node.deploy(), "waits.jar");
        node.awaitWhy(
                "org.example.waits.Main",
                "component of waits.jar, waits for a service java.lang.Runnable that matches"
                        + " (lab=north) (its reference 'work'), which nobody offers; deploy a bundle that does.");
    }

    @Test
    public void missingServiceThatAWaitingComponentWouldOfferPointsThere() throws Exception {
        PluginJar.of("first").source("""
                        import org.osgi.service.component.annotations.*;
                        @Component public final class Main implements Runnable {
                            @Reference java.util.concurrent.Callable<?> missing;
                            public void run() {}
                        }
                        """).writeTo(node.deploy(), "first.jar");
        PluginJar.of("second").component("", SAYS + "@Reference Runnable work;").writeTo(node.deploy(), "second.jar");
        node.awaitWhy(
                "org.example.first.Main", "java.util.concurrent.Callable (its reference 'missing'), which nobody");
        node.awaitWhy(
                "org.example.second.Main", "which component org.example.first.Main does not offer yet; see there");
    }

    @Test
    public void requiredConfigurationIsNamedUntilItIsThere() throws Exception {
        PluginJar.of("set")
                .component(
                        ", configurationPid = \"org.example.set\","
                                + " configurationPolicy = ConfigurationPolicy.REQUIRE",
                        SAYS)
                .writeTo(node.deploy(), "set.jar");
        node.awaitWhy(
                "org.example.set.Main",
                "waits for its configuration; add the section \"org.example.set\" to the settings");
        node.update("org.example.set", Map.of("any", "thing"));
        node.awaitSaying("set", "here");
        node.awaitAllWell();
    }

    @Test
    public void whoWaitsForWhatIsSwitchedOffIsOffAsWellWhenItIsTheHosts() throws Exception {
        PluginJar.of("lab")
                .header("Bundle-SymbolicName", "dev.patchbay.lab")
                .source("""
                        import org.osgi.service.component.annotations.*;
                        @Component(configurationPid = "org.example.lab", configurationPolicy = ConfigurationPolicy.REQUIRE)
                        public final class Main implements Runnable {
                            public void run() {}
                        }
                        """)
                .writeTo(node.deploy(), "lab.jar");
        String waiting = SAYS + "@Reference Runnable work;";
        PluginJar.of("ours")
                .header("Bundle-SymbolicName", "dev.patchbay.ours")
                .component("", waiting)
                .writeTo(node.deploy(), "ours.jar");
        PluginJar.of("theirs").component("", waiting).writeTo(node.deploy(), "theirs.jar");
        node.awaitWhy(
                "org.example.theirs.Main",
                "component org.example.lab.Main offers as soon as there is a section \"org.example.lab\" in the settings");
        await().until(() -> node.deployed().size() == 3);
        assertEquals("", node.why("org.example.ours.Main"));
        node.update("org.example.lab", Map.of("any", "thing"));
        node.awaitAllWell();
    }

    @Test
    public void exceptionInActivationIsNamedByItsLastCause() throws Exception {
        PluginJar.of("fails")
                .component(
                        "",
                        SAYS + "@Activate void on() { throw new IllegalStateException(\"outer\","
                                + " new java.io.IOException(\"no disk\")); }")
                .writeTo(node.deploy(), "fails.jar");
        node.awaitWhy("org.example.fails.Main", "its activation failed with java.io.IOException: no disk");
        PluginJar.saying("fails", "mended").writeTo(node.deploy(), "fails.jar");
        node.awaitSaying("fails", "mended");
        node.awaitAllWell();
    }

    @Test
    public void disabledComponentIsNoFinding() throws Exception {
        PluginJar.of("off").component(", enabled = false", SAYS).writeTo(node.deploy(), "off.jar");
        PluginJar.saying("hello", "one").writeTo(node.deploy(), "hello.jar");
        node.awaitSaying("hello", "one");
        node.awaitAllWell();
    }

    @Test
    public void whoKnowsOfItselfWhatIsMissingIsAskedWhileItIsThere() throws Exception {
        ServiceRegistration<FindingSource> source = node.context()
                .registerService(
                        FindingSource.class, () -> List.of(new Finding("plugin shares", "lacks 'gone'.")), null);
        node.awaitWhy("plugin shares", "lacks 'gone'.");
        assertEquals("", node.why("plugin storage"));
        source.unregister();
        node.awaitAllWell();
    }

    @Test
    public void noSentenceRepeatsItsSubject() throws Exception {
        PluginJar.of("user").header("Import-Package", "org.absent").writeTo(node.deploy(), "user.jar");
        PluginJar.of("waits").component("", SAYS + "@Reference Runnable work;").writeTo(node.deploy(), "waits.jar");
        Files.writeString(node.deploy().resolve("broken.jar"), "no jar");
        node.awaitWhy("user.jar", "needs");
        node.awaitWhy("org.example.waits.Main", "waits");
        node.awaitWhy("broken.jar", "expected a jar");
        node.diagnosis()
                .findings()
                .forEach(finding -> assertFalse(finding.sentence().contains(finding.subject())));
    }

    @Test
    public void bundleThatWasStoppedByHandIsNamed() throws Exception {
        PluginJar.saying("hello", "one").writeTo(node.deploy(), "hello.jar");
        node.awaitSaying("hello", "one");
        node.deployed().get(0).stop();
        node.awaitWhy("hello.jar", "is resolved but not started");
    }
}
