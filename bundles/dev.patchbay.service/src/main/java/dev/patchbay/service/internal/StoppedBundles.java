package dev.patchbay.service.internal;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.SynchronousBundleListener;

/** Retires what a bundle created by code and did not end itself before it stopped. */
final class StoppedBundles implements SynchronousBundleListener {

    private final ServiceEngine engine;

    StoppedBundles(ServiceEngine engine) {
        this.engine = engine;
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPED) {
            Bundle stopped = event.getBundle();
            engine.retireAll(hosted -> hosted.origin().isCode()
                    && stopped.equals(FrameworkUtil.getBundle(hosted.service().getClass())));
        }
    }
}
