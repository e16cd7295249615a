package dev.patchbay.benchmarks.process;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import dev.patchbay.benchmarks.task.EchoTask;
import dev.patchbay.clock.Clock;
import dev.patchbay.dvbcss.spi.TimelineSource;
import dev.patchbay.task.spi.Task;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.service.component.annotations.Component;

/** The bundle with the tasks a node is measured with; built once, stamped with a number as often as needed. */
public final class BenchBundle {

    /** Its file in a node's deploy folder. */
    public static final String FILE = "bench.jar";

    private final Manifest manifest;
    private final Map<String, byte[]> entries;

    private BenchBundle(Manifest manifest, Map<String, byte[]> entries) {
        this.manifest = manifest;
        this.entries = entries;
    }

    /** Builds it from the classes of this program. */
    public static BenchBundle build() throws Exception {
        try (Builder builder = new Builder()) {
            builder.setBundleSymbolicName("dev.patchbay.bench");
            builder.setPrivatePackage(EchoTask.class.getPackageName());
            builder.setImportPackage("org.jspecify.annotations;resolution:=optional,*");
            builder.addClasspath(originOf(EchoTask.class));
            builder.addClasspath(originOf(Task.class));
            builder.addClasspath(originOf(Component.class));
            builder.addClasspath(originOf(Clock.class));
            builder.addClasspath(originOf(TimelineSource.class));
            Jar jar = builder.build();
            if (!builder.getErrors().isEmpty()) {
                throw new IOException("The bench bundle could not be built: " + builder.getErrors());
            }
            return read(jar);
        }
    }

    private static File originOf(Class<?> type) throws URISyntaxException {
        return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static BenchBundle read(Jar jar) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        jar.write(bytes);
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            Map<String, byte[]> entries = new TreeMap<>();
            for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
            return new BenchBundle(in.getManifest(), entries);
        }
    }

    /** The jar whose version, in its manifest and in the answers of its task, is that number. */
    public byte[] version(long number) throws IOException {
        Manifest stamped = new Manifest(manifest);
        stamped.getMainAttributes().putValue("Bundle-Version", "1.0." + number);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes, stamped)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                put(out, entry.getKey(), entry.getValue());
            }
            put(out, "version.txt", Long.toString(number).getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }

    private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
        out.closeEntry();
    }
}
