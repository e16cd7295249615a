package org.example.appliance;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.job.JobContext;
import dev.patchbay.job.spi.AbortedException;
import dev.patchbay.job.spi.VerifyException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.Before;
import org.junit.Test;

public class ScrubTaskTest {

    private final Volumes volumes = new Volumes(new Volumes.Keeper() {
        @Override
        public void created(Volume volume) {}

        @Override
        public boolean mayDelete(Volume volume) {
            return true;
        }

        @Override
        public void deleted(Volume volume) {}
    });

    private final ScrubTask scrub = new ScrubTask(volumes);
    private final List<Object> progress = new ArrayList<>();

    @Before
    public void createVolume() throws Exception {
        volumes.create(new Volume("tank", 5));
    }

    /** Keeps the progress, and asks the task to end at some percentage. */
    private JobContext context(double abortAt) {
        return (JobContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {JobContext.class}, (proxy, method, arguments) -> {
                    progress.add(arguments[0]);
                    if (arguments[0].equals(abortAt)) {
                        scrub.abort();
                    }
                    return null;
                });
    }

    @Test
    public void itLocksTheVolume() throws Exception {
        assertEquals(List.of("volume:tank"), scrub.verify(new ScrubTask.Input("tank", 0), null));
        assertEquals(
                "Scrubbing volume tank",
                scrub.describe(new ScrubTask.Input("tank", 0)).text());
    }

    @Test
    public void aVolumeThatDoesNotExistIsRefused() {
        VerifyException refusal =
                assertThrows(VerifyException.class, () -> scrub.verify(new ScrubTask.Input("no", 0), null));
        assertEquals(Volumes.UNKNOWN, refusal.code());
    }

    @Test
    public void itTellsHowFarItIsAndWhatItFound() throws Exception {
        assertEquals(new ScrubTask.Report(5, 0), scrub.run(new ScrubTask.Input("tank", 0), context(-1)));
        assertEquals(100, progress.size());
        assertEquals(99.0, progress.get(99));
    }

    @Test(timeout = 20_000)
    public void itEndsWhenItIsAskedTo() {
        AbortedException end =
                assertThrows(AbortedException.class, () -> scrub.run(new ScrubTask.Input("tank", 60_000), context(0)));
        assertTrue(end.getMessage(), end.getMessage().contains("0 %"));
    }
}
