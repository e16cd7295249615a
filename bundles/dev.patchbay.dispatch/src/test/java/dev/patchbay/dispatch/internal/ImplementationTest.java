package dev.patchbay.dispatch.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotSame;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;

public class ImplementationTest {

    public static class Plain {}

    public static final class Heir extends Activated {}

    public static class Activated {
        void activate() {}
    }

    public static final class Released {
        void deactivate(int reason) {}
    }

    public static final class Injected {
        public Injected(String what) {}
    }

    public static final class Broken {

        private static boolean isBroken = true;

        public Broken() {
            if (isBroken) {
                throw new IllegalStateException("no lamp");
            }
        }
    }

    /** What the component runtime makes. */
    private final Plain ofRuntime = new Plain();

    private final List<Object> releasedByRuntime = new ArrayList<>();
    private final ComponentDescriptionDTO description = new ComponentDescriptionDTO();
    private Class<?> type = Plain.class;

    @Before
    public void describeAPrototype() {
        description.scope = "prototype";
        description.references = new ReferenceDTO[0];
        description.activationFields = new String[0];
        description.activate = "activate"; // as the runtime has it when nothing was said
        description.deactivate = "deactivate";
        Broken.isBroken = true;
    }

    private static <T> T fake(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                ImplementationTest.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> Objects.requireNonNull(answers.get(method.getName()), method.getName())));
    }

    private ServiceObjects<Object> instances() {
        description.implementationClass = type.getName();
        Bundle bundle = fake(Bundle.class, Map.of("loadClass", type));
        ServiceReference<Object> reference = new FakeReference<>(Map.of("component.name", "lamp"), bundle);
        BundleContext context = fake(BundleContext.class, Map.of("getServiceObjects", new OfRuntime(reference)));
        ServiceComponentRuntime runtime =
                fake(ServiceComponentRuntime.class, Map.of("getComponentDescriptionDTO", description));
        return new Implementation(context, runtime).instances(reference);
    }

    private final class OfRuntime implements ServiceObjects<Object> {

        private final ServiceReference<Object> reference;

        OfRuntime(ServiceReference<Object> reference) {
            this.reference = reference;
        }

        @Override
        public Object getService() {
            return ofRuntime;
        }

        @Override
        public void ungetService(Object service) {
            releasedByRuntime.add(service);
        }

        @Override
        public ServiceReference<Object> getServiceReference() {
            return reference;
        }
    }

    private void assertMadeByRuntime() {
        ServiceObjects<Object> instances = instances();
        assertSame(ofRuntime, instances.getService());
        instances.ungetService(ofRuntime);
        assertEquals(List.of(ofRuntime), releasedByRuntime);
    }

    @Test
    public void whatAsksForNothingIsMadeAnewEachTime() {
        ServiceObjects<Object> instances = instances();
        Object first = instances.getService();
        assertSame(Plain.class, first.getClass());
        assertNotSame(first, instances.getService());
        assertNotSame(first, ofRuntime);
        instances.ungetService(first);
        assertTrue(releasedByRuntime.isEmpty());
    }

    @Test
    public void whatIsInjectedIsMadeByTheRuntime() {
        for (Consumer<ReferenceDTO> way : List.<Consumer<ReferenceDTO>>of(
                reference -> reference.bind = "set",
                reference -> reference.field = "log",
                reference -> reference.parameter = 0)) {
            ReferenceDTO reference = new ReferenceDTO();
            way.accept(reference);
            description.references = new ReferenceDTO[] {new ReferenceDTO(), reference};
            assertMadeByRuntime();
            releasedByRuntime.clear();
        }
    }

    @Test
    public void whatItOnlyWaitsForIsNotInjected() {
        description.references = new ReferenceDTO[] {new ReferenceDTO()};
        assertSame(Plain.class, instances().getService().getClass());
    }

    @Test
    public void whatHasFieldsToInjectIsMadeByTheRuntime() {
        description.activationFields = new String[] {"config"};
        assertMadeByRuntime();
    }

    @Test
    public void whatNamesItsMethodsIsMadeByTheRuntime() {
        description.activate = "begin";
        assertMadeByRuntime();
        releasedByRuntime.clear();
        description.activate = "activate";
        description.deactivate = "end";
        assertMadeByRuntime();
        releasedByRuntime.clear();
        description.deactivate = "deactivate";
        description.modified = "change";
        assertMadeByRuntime();
    }

    @Test
    public void aMethodThatIsCalledForItsNameMattersWhereverItStands() {
        type = Heir.class;
        assertMadeByRuntime();
        releasedByRuntime.clear();
        type = Released.class;
        assertMadeByRuntime();
    }

    @Test
    public void whatIsInjectedIntoItsConstructorIsMadeByTheRuntime() {
        type = Injected.class;
        assertMadeByRuntime();
        releasedByRuntime.clear();
        description.init = 1;
        type = Plain.class;
        assertMadeByRuntime();
    }

    @Test
    public void theOneOfAllIsMadeByTheRuntime() {
        description.scope = "singleton";
        assertMadeByRuntime();
    }

    @Test
    public void theRuntimeHasAConstructorThatThrowsAndAllThatFollow() {
        type = Broken.class;
        ServiceObjects<Object> instances = instances();
        assertSame("it keeps why", ofRuntime, instances.getService());
        Broken.isBroken = false;
        assertSame(ofRuntime, instances.getService());
        instances.ungetService(ofRuntime);
        assertEquals(List.of(ofRuntime), releasedByRuntime);
    }
}
