package org.example.hello;

import static org.junit.Assert.assertEquals;
import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.Request;
import dev.patchbay.session.User;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;

/** The jar itself, inside an OSGi framework with as much of Patchbay as it takes to call it. */
@RunWith(PaxExam.class)
public class HelloTaskIT {

    @Inject
    private Dispatcher dispatcher;

    @Configuration
    public Option[] framework() throws IOException {
        return new Option[] {
            bundles(
                    "org.ops4j.pax.logging.pax-logging-api",
                    "org.osgi.service.component",
                    "org.osgi.util.function",
                    "org.osgi.util.promise",
                    "org.apache.felix.scr",
                    "com.google.gson",
                    "dev.patchbay.api",
                    "dev.patchbay.json",
                    "dev.patchbay.query",
                    "dev.patchbay.dispatch"),
            bundle(Path.of("target/hello-task.jar").toUri().toString()),
            systemProperty("org.ops4j.pax.logging.DefaultServiceLog.level").value("WARN"),
            junitBundles()
        };
    }

    /** The bundles of these names, wherever the class path has them. */
    private static Option bundles(String... symbolicNames) throws IOException {
        Set<String> wanted = Set.of(symbolicNames);
        List<Option> found = new ArrayList<>();
        for (URL url : Collections.list(HelloTaskIT.class.getClassLoader().getResources(JarFile.MANIFEST_NAME))) {
            JarURLConnection jar = (JarURLConnection) url.openConnection();
            String name = jar.getMainAttributes().getValue("Bundle-SymbolicName");
            if (name != null && wanted.contains(name)) {
                found.add(bundle(jar.getJarFileURL().toString()));
            }
        }
        return composite(found.toArray(Option[]::new));
    }

    /** Keeps whatever comes. */
    private record Answer(CompletableFuture<Object> outcome) implements Reply {

        @Override
        public void result(Object result) {
            outcome.complete(result);
        }

        @Override
        public void failure(Failure failure) {
            outcome.complete(failure);
        }
    }

    private Object run(Map<String, Object> input) throws Exception {
        Answer answer = new Answer(new CompletableFuture<>());
        dispatcher.run(Request.of("hello", input, User.ANONYMOUS), answer);
        return answer.outcome().get(20, TimeUnit.SECONDS);
    }

    @Test
    public void greetsWhoeverIsNamed() throws Exception {
        assertEquals(Map.of("text", "Hello, Ada!"), run(Map.of("name", "Ada")));
    }

    @Test
    public void aNamelessOneIsRefusedBeforeTheTaskRuns() throws Exception {
        assertEquals(Failure.Kind.INVALID_INPUT, ((Failure) run(Map.of())).kind());
    }
}
