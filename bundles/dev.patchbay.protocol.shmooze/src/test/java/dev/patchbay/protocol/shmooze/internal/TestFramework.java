package dev.patchbay.protocol.shmooze.internal;

import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** One framework for all tests, which take away what they register. */
final class TestFramework {

    private static final Framework FRAMEWORK = start();

    private TestFramework() {}

    private static Framework start() {
        try {
            Framework framework = new FrameworkFactory()
                    .newFramework(Map.of(
                            Constants.FRAMEWORK_STORAGE,
                            "target/framework",
                            Constants.FRAMEWORK_STORAGE_CLEAN,
                            Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT));
            framework.start();
            return framework;
        } catch (BundleException e) {
            throw new AssertionError(e);
        }
    }

    static BundleContext context() {
        return FRAMEWORK.getBundleContext();
    }
}
