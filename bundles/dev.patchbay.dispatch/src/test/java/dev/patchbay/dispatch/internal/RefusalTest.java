package dev.patchbay.dispatch.internal;

import static org.junit.Assert.assertEquals;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Request;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.RefusalListener;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.session.RequiresRole;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.Rule;
import org.junit.Test;

/** Providers that want to know what was refused. */
public class RefusalTest {

    private final List<String> told = new CopyOnWriteArrayList<>();
    private volatile boolean isFailing;

    private final class Lab implements Provider, RefusalListener {

        @RpcMethod
        public long twice(int number) {
            if (number == 0) {
                throw new IllegalArgumentException("none");
            }
            return 2L * number;
        }

        @RpcMethod
        @RequiresRole("writer")
        public void write() {}

        @Override
        public void onRefused(Request request, Failure failure) {
            told.add(request.name() + " " + request.params() + " " + failure.kind());
            if (isFailing) {
                throw new IllegalStateException("not today");
            }
        }
    }

    @Rule
    public final FakeProvider provider = new FakeProvider(new Lab());

    private Failure.Kind failure(String method, Object... params) throws InterruptedException {
        return ((Failure) provider.ask(method, params)).kind();
    }

    @Test
    public void itIsToldOfInputAndRolesThatDoNotFit() throws Exception {
        assertEquals(Failure.Kind.INVALID_INPUT, failure("twice", "x"));
        assertEquals(Failure.Kind.NOT_ALLOWED, failure("write"));
        assertEquals(List.of("lab.twice [x] INVALID_INPUT", "lab.write [] NOT_ALLOWED"), told);
    }

    @Test
    public void itIsNotToldOfWhatItRefusesItselfNorOfWhatIsNotItsOwn() throws Exception {
        assertEquals(4L, provider.ask("twice", 2));
        assertEquals(Failure.Kind.FAILED, failure("twice", 0));
        assertEquals(Failure.Kind.UNKNOWN_NAME, failure("thrice", "x"));
        assertEquals(List.of(), told);
    }

    @Test
    public void theCallerIsAnsweredThoughTheListenerFails() throws Exception {
        isFailing = true;
        assertEquals(Failure.Kind.INVALID_INPUT, failure("twice", "x"));
        assertEquals(1, told.size());
    }
}
