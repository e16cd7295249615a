package dev.patchbay.itests;

import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.task.spi.Task;
import dev.patchbay.task.spi.TaskName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A plugin's jar, packed from a class of these tests: the same code can be deployed under any name and version. */
final class PluginJar {

    private static final String IMPORTS =
            "dev.patchbay.task,dev.patchbay.task.spi,dev.patchbay.rpc,dev.patchbay.rpc.spi,"
                    + "dev.patchbay.event,dev.patchbay.event.spi,dev.patchbay.schema,dev.patchbay.session,org.osgi.framework";

    private final Class<?> component;
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final String service;
    private final String scope;
    private String symbolicName = "org.example.plugin";
    private String version = "1.0.0";
    private String imports = IMPORTS;
    private String extra = "";

    private PluginJar(Class<?> component, Class<?> service, String scope) {
        this.component = component;
        this.service = service.getName();
        this.scope = scope;
    }

    static PluginJar task(Class<? extends Task<?, ?>> component, String name) {
        return new PluginJar(component, Task.class, "prototype").property(TaskName.PROPERTY, name);
    }

    static PluginJar provider(Class<? extends Provider> component, String name) {
        return new PluginJar(component, Provider.class, "singleton").property(ProviderName.PROPERTY, name);
    }

    static PluginJar of(Class<?> component, Class<?> service) {
        return new PluginJar(component, service, "singleton");
    }

    PluginJar property(String name, Object value) {
        String type = value.getClass().getSimpleName();
        properties.put(name, " type=\"" + type + "\" value=\"" + value + "\"");
        return this;
    }

    PluginJar named(String symbolicName) {
        this.symbolicName = symbolicName;
        return this;
    }

    PluginJar version(String version) {
        this.version = version;
        return this;
    }

    PluginJar importing(String more) {
        imports = IMPORTS + "," + more;
        return this;
    }

    /** The component is activated with its bundle, not when somebody asks for its service. */
    PluginJar immediate() {
        extra = " immediate=\"true\"";
        return this;
    }

    /** The component does not start without a configuration of this PID, and its method activate gets it. */
    PluginJar configuredBy(String pid) {
        extra = " activate=\"activate\" configuration-policy=\"require\" configuration-pid=\"" + pid + "\"";
        return this;
    }

    /** Puts it into a folder in one step, as a careful copier does. */
    Path into(Path folder, String file) throws IOException {
        Path part = Files.createTempFile(folder.getParent(), "plugin", ".part");
        Files.write(part, bytes());
        return Files.move(
                part, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest())) {
            add(jar, "OSGI-INF/component.xml", xml().getBytes(StandardCharsets.UTF_8));
            addClass(jar, component);
            for (Class<?> nested : component.getDeclaredClasses()) {
                addClass(jar, nested);
            }
        }
        return bytes.toByteArray();
    }

    private Manifest manifest() {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.putValue("Manifest-Version", "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", symbolicName);
        headers.putValue("Bundle-Version", version);
        headers.putValue("Import-Package", imports);
        headers.putValue("Service-Component", "OSGI-INF/component.xml");
        return manifest;
    }

    private String xml() {
        StringBuilder xml = new StringBuilder(
                        "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.4.0\" name=\"")
                .append(symbolicName)
                .append('"')
                .append(extra)
                .append("><service scope=\"")
                .append(scope)
                .append("\"><provide interface=\"")
                .append(service)
                .append("\"/></service>");
        properties.forEach((name, value) -> xml.append("<property name=\"")
                .append(name)
                .append('"')
                .append(value)
                .append("/>"));
        return xml.append("<implementation class=\"")
                .append(component.getName())
                .append("\"/></scr:component>")
                .toString();
    }

    private static void addClass(JarOutputStream jar, Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
            add(jar, name, in.readAllBytes());
        }
    }

    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }
}
