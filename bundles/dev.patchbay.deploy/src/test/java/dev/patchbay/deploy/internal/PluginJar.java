package dev.patchbay.deploy.internal;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Constants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.ToolProvider;

/** Compiles one class and packs it as a bundle, as a plugin's author would. */
final class PluginJar {

    private static final String PACKAGE = "org.example.";
    private static final Path WORK = Path.of("target", "test-plugins");

    private final Map<String, String> headers = new TreeMap<>();
    private final String name;
    private String body = "";

    private PluginJar(String name) {
        this.name = name;
        header(Constants.BUNDLE_SYMBOLICNAME, PACKAGE + name);
        header(Constants.BUNDLE_VERSION, "1.0.0");
        header(Constants.PRIVATEPACKAGE, PACKAGE + name + ".*");
        header("-noimportjava", "true");
        header("-noextraheaders", "true");
    }

    /** A bundle {@code org.example.<name>} without content. */
    static PluginJar of(String name) {
        return new PluginJar(name);
    }

    /** A component that offers a {@code Supplier<String>} which says what it is given here. */
    static PluginJar saying(String name, String words) {
        return of(name).component("", "public String get() { return \"" + words + "\"; }");
    }

    PluginJar header(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** Adds a class {@code Main} in the package {@code org.example.<name>}. */
    PluginJar source(String source) {
        body = "package " + PACKAGE + name + ";\n" + source;
        return this;
    }

    /** Adds a component, made as soon as its bundle starts, that is a {@code Supplier} with the property plugin. */
    PluginJar component(String parameters, String members) {
        return source("import org.osgi.service.component.annotations.*;\n"
                + "@Component(immediate = true, property = \"plugin=" + name + "\"" + parameters + ")\n"
                + "public final class Main implements java.util.function.Supplier<String> {\n" + members + "\n}\n");
    }

    /** Adds an activator whose start method is the given statements. */
    PluginJar activator(String statements) {
        header(Constants.BUNDLE_ACTIVATOR, PACKAGE + name + ".Main");
        return source("import org.osgi.framework.*;\n"
                + "public final class Main implements BundleActivator {\n"
                + "    public void start(BundleContext context) throws Exception { " + statements + " }\n"
                + "    public void stop(BundleContext context) {}\n"
                + "}\n");
    }

    /** Packs it into a file of that name in the directory; replaces what is there. */
    Path writeTo(Path directory, String file) throws Exception {
        Path jar = Files.createTempFile(Files.createDirectories(WORK), name, ".jar");
        pack(jar);
        return Files.copy(jar, directory.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }

    private void pack(Path jar) throws Exception {
        try (Builder builder = new Builder()) {
            headers.forEach(builder::setProperty);
            builder.addClasspath(compile().toFile());
            builder.build().write(jar.toFile());
            if (!builder.isOk()) {
                throw new IOException("bnd: " + builder.getErrors());
            }
        }
    }

    private Path compile() throws IOException {
        Path directory = Files.createTempDirectory(WORK, name);
        if (body.isEmpty()) {
            return directory;
        }
        Path source = Files.writeString(directory.resolve("Main.java"), body);
        int exit = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--release", "17", "-proc:none", "-d", directory.toString(), source.toString());
        if (exit != 0) {
            throw new IOException("does not compile:\n" + body);
        }
        return directory;
    }
}
