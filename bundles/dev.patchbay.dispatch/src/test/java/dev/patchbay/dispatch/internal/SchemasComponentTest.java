package dev.patchbay.dispatch.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.event.EventBus;
import dev.patchbay.schema.spi.SchemaDefinition;
import dev.patchbay.schema.spi.SchemaName;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;

public class SchemasComponentTest {

    private final List<String> published = new ArrayList<>();
    private final List<ServiceListener> listeners = new ArrayList<>();
    private final FakeReference<SchemaDefinition> early =
            new FakeReference<>(Map.of(SchemaName.PROPERTY, "Early", "objectClass", new String[0]));
    private final FakeReference<SchemaDefinition> late =
            new FakeReference<>(Map.of(SchemaName.PROPERTY, "Late", "objectClass", new String[0]));
    private final SchemaDefinition definition = () -> "{\"type\":\"string\"}";
    private int nodeState = Bundle.STARTING;
    private final SchemasComponent component = new SchemasComponent(proxy(BundleContext.class, this::framework));

    @SuppressWarnings("unchecked")
    private static <T> T proxy(Class<T> type, Answer answer) {
        return (T) Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer.to(method.getName(), arguments));
    }

    private interface Answer {
        Object to(String method, Object[] arguments);
    }

    private Object framework(String method, Object[] arguments) {
        return switch (method) {
            case "addServiceListener" -> listeners.add((ServiceListener) arguments[0]) ? null : null;
            case "getServiceReferences" -> new ServiceReference<?>[] {early};
            case "getService" -> definition;
            case "getBundle" -> proxy(Bundle.class, (name, any) -> nodeState);
            case "ungetService" -> true;
            case "createFilter", "removeServiceListener" -> null;
            default -> throw new UnsupportedOperationException(method);
        };
    }

    private void inject(EventBus bus) throws ReflectiveOperationException {
        Field field = SchemasComponent.class.getDeclaredField("bus");
        field.setAccessible(true);
        field.set(component, bus);
    }

    private void tell(int type) {
        listeners.forEach(each -> each.serviceChanged(new ServiceEvent(type, late)));
    }

    @Test
    public void changesAreToldOnceTheNodeRuns() throws Exception {
        inject(proxy(EventBus.class, (name, arguments) -> {
            published.add(arguments[0] + " " + arguments[1]);
            return 1L;
        }));
        component.activate();
        assertTrue(component.definitions().containsKey("Early"));
        assertEquals(List.of(), published);
        nodeState = Bundle.ACTIVE;
        tell(ServiceEvent.REGISTERED);
        assertTrue(component.definitions().containsKey("Late"));
        assertEquals(List.of("server.schema_document_changed {hash=" + component.hash() + "}"), published);
        tell(ServiceEvent.UNREGISTERING);
        assertEquals(2, published.size());
        component.deactivate();
    }

    @Test
    public void withoutAnEventBusNobodyIsTold() {
        nodeState = Bundle.ACTIVE;
        component.activate();
        tell(ServiceEvent.REGISTERED);
        assertTrue(component.definitions().containsKey("Late"));
    }
}
