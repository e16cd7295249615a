package dev.patchbay.benchmarks.process;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import org.junit.Test;

public class BenchBundleTest {

    @Test
    public void itIsABundleWithTheTasksAsComponents() throws Exception {
        try (JarInputStream jar = open(7)) {
            String components = jar.getManifest().getMainAttributes().getValue("Service-Component");
            assertTrue(components, components.contains("EchoTask") && components.contains("VersionTask"));
            String imports = jar.getManifest().getMainAttributes().getValue("Import-Package");
            assertTrue(imports, imports.contains("dev.patchbay.task.spi"));
        }
    }

    @Test
    public void componentsCarryTheirTasksNames() throws Exception {
        Map<String, String> entries = entries(7);
        String component = entries.get("OSGI-INF/dev.patchbay.benchmarks.task.EchoTask.xml");
        assertNotNull(entries.keySet().toString(), component);
        assertTrue(component, component.contains("bench.echo") && component.contains("scope=\"prototype\""));
    }

    @Test
    public void theModuleFactoryCarriesItsType() throws Exception {
        Map<String, String> entries = entries(7);
        String component = entries.get("OSGI-INF/dev.patchbay.benchmarks.task.EchoModules.xml");
        assertNotNull(entries.keySet().toString(), component);
        assertTrue(component, component.contains("patchbay.module.type") && component.contains("bench.inside"));
    }

    @Test
    public void theNumberIsInTheManifestAndInTheJar() throws Exception {
        try (JarInputStream jar = open(42)) {
            assertEquals("1.0.42", jar.getManifest().getMainAttributes().getValue("Bundle-Version"));
        }
        assertEquals("42", entries(42).get("version.txt"));
    }

    private static JarInputStream open(long version) throws Exception {
        return new JarInputStream(new ByteArrayInputStream(BenchBundle.build().version(version)));
    }

    private static Map<String, String> entries(long version) throws Exception {
        try (JarInputStream jar = open(version)) {
            return read(jar);
        }
    }

    private static Map<String, String> read(JarInputStream jar) throws IOException {
        Map<String, String> entries = new HashMap<>();
        for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
            entries.put(entry.getName(), new String(jar.readAllBytes(), StandardCharsets.UTF_8));
        }
        return entries;
    }
}
