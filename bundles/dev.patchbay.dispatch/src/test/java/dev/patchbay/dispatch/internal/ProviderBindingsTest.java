package dev.patchbay.dispatch.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.json.Definitions;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.RpcMethod;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Test;

public class ProviderBindingsTest {

    public static final class Good implements Provider {

        @RpcMethod
        public void plain() {}

        @RpcMethod("other")
        public void named() {}

        public void unmarked() {}

        @RpcMethod
        void notPublic() {}
    }

    public static final class Empty implements Provider {

        public void unmarked() {}
    }

    public static final class Overloaded implements Provider {

        @RpcMethod
        public String say(String text) {
            return text;
        }

        @RpcMethod
        public String say(int number) {
            return "" + number;
        }
    }

    public static final class Undescribable implements Provider {

        @RpcMethod
        public Thread thread() {
            return Thread.currentThread();
        }
    }

    interface Speaker<T> {
        T say();
    }

    public static final class Generic implements Provider, Speaker<String> {

        @Override
        @RpcMethod
        public String say() {
            return "hi";
        }
    }

    private static Map<String, MethodBinding> bindingsOf(Class<?> type) {
        return ProviderBindings.of("test", type, Object::new, new Guard(Set.of(), List.of()), Definitions.NONE);
    }

    private static String faultOf(Class<?> type) {
        return assertThrows(IllegalArgumentException.class, () -> bindingsOf(type))
                .getMessage();
    }

    @Test
    public void publicMarkedMethodsAreCallable() {
        assertEquals(Set.of("plain", "other"), bindingsOf(Good.class).keySet());
    }

    @Test
    public void aProviderWithoutMethodsIsRefused() {
        String fault = faultOf(Empty.class);
        assertTrue(fault, fault.contains("@RpcMethod") && fault.contains("got none"));
    }

    @Test
    public void twoMethodsOfOneNameAreRefused() {
        String fault = faultOf(Overloaded.class);
        assertTrue(fault, fault.contains("'say'") && fault.contains("got two"));
    }

    @Test
    public void aTypeThatJsonCannotExpressIsRefusedByName() {
        String fault = faultOf(Undescribable.class);
        assertTrue(fault, fault.contains("java.lang.Thread"));
    }

    @Test
    public void aMethodOfAGenericInterfaceCountsOnce() {
        assertEquals(Set.of("say"), bindingsOf(Generic.class).keySet());
    }
}
