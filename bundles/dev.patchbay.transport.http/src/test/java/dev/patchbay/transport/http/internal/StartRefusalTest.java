package dev.patchbay.transport.http.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/** In a framework that is raised in steps, as the launcher does it, with the refusal where components are activated. */
public class StartRefusalTest {

    private static final int LEVEL_OF_SETTINGS = 8;
    private static final int LEVEL_OF_BUNDLE = 10;
    private static final int TOP_LEVEL = 50;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final BlockingQueue<String> failed = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> listening = new LinkedBlockingQueue<>();

    @SuppressWarnings("NullAway.Init")
    private Framework framework;

    @SuppressWarnings("NullAway.Init")
    private Bundle bundle;

    @Before
    public void prepareFramework() throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        folder.newFolder("cache").toString(),
                        Constants.FRAMEWORK_BEGINNING_STARTLEVEL,
                        "" + LEVEL_OF_SETTINGS));
        framework.init();
        offer("failed", failed);
        offer("listening", listening);
        bundle =
                framework.getBundleContext().installBundle(emptyBundle().toUri().toString());
        bundle.adapt(BundleStartLevel.class).setStartLevel(LEVEL_OF_BUNDLE);
        bundle.start();
    }

    @After
    public void stopFramework() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    @Test
    public void launcherIsToldWhileTheNodeStarts() throws Exception {
        refuseWhenActivated();
        raise();
        assertEquals("not like this", failed.poll());
        assertTrue(failed.isEmpty());
        assertTrue("of another topic", listening.isEmpty());
    }

    @Test
    public void nobodyIsToldOnceTheNodeRuns() throws Exception {
        raise();
        StartRefusal.refuse(bundle.getBundleContext(), "changed live");
        bundle.stop();
        refuseWhenActivated();
        bundle.start();
        assertTrue(failed.isEmpty());
    }

    @Test
    public void frontDoorWithAPublicHostTellsTheLauncherAndStaysShut() throws Exception {
        BlockingQueue<FrontDoor> doors = new LinkedBlockingQueue<>();
        whenActivated(() -> {
            try {
                doors.add(new FrontDoor(bundle.getBundleContext(), new FakeConfig("0.0.0.0", "", "")));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        raise();
        String sentence = String.valueOf(failed.poll());
        assertTrue(sentence, sentence.contains("http.allowPublicWithoutAuthentication"));
        FrontDoor door = doors.remove();
        assertTrue(door.listening().isEmpty());
        door.close();
    }

    private void refuseWhenActivated() {
        whenActivated(() -> StartRefusal.refuse(bundle.getBundleContext(), "not like this"));
    }

    /** Declarative Services activates a bundle's components when it has been started. */
    private void whenActivated(Runnable activation) {
        framework.getBundleContext().addBundleListener((SynchronousBundleListener) event -> {
            if (event.getBundle() == bundle && event.getType() == BundleEvent.STARTED) {
                activation.run();
            }
        });
    }

    private void raise() throws Exception {
        framework.start();
        assertTrue(failed.isEmpty());
        CountDownLatch raised = new CountDownLatch(1);
        framework.adapt(FrameworkStartLevel.class).setStartLevel(TOP_LEVEL, event -> raised.countDown());
        assertTrue(raised.await(10, TimeUnit.SECONDS));
    }

    @SuppressWarnings("JdkObsolete")
    private void offer(String topic, BlockingQueue<String> told) {
        Consumer<String> launcher = told::add;
        framework
                .getBundleContext()
                .registerService(Consumer.class, launcher, new Hashtable<>(Map.of("patchbay.launch", topic)));
    }

    private Path emptyBundle() throws Exception {
        Manifest manifest = new Manifest();
        Attributes head = manifest.getMainAttributes();
        head.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        head.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        head.putValue(Constants.BUNDLE_SYMBOLICNAME, "dev.patchbay.transport.http.refused");
        Path jar = folder.newFile("refused.jar").toPath();
        try (OutputStream output = Files.newOutputStream(jar)) {
            new JarOutputStream(output, manifest).close();
        }
        return jar;
    }
}
