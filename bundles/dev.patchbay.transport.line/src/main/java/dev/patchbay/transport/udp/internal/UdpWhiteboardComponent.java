package dev.patchbay.transport.udp.internal;

import dev.patchbay.node.Diagnosis.Finding;
import dev.patchbay.node.spi.FindingSource;
import dev.patchbay.udp.UdpSettings;
import dev.patchbay.udp.spi.UdpRequestHandler;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Opens a port for each handler that is a service. Of two that want the same one, the later waits until it is free. */
@Component(service = FindingSource.class, immediate = true)
public final class UdpWhiteboardComponent implements FindingSource {

    private final UdpServers servers;

    /** The handlers that are there; each has an object of its own to lock. */
    private final Map<ServiceReference<UdpRequestHandler>, HandlerPort> ports = new ConcurrentHashMap<>();

    @Activate
    public UdpWhiteboardComponent(@Reference UdpServers servers) {
        this.servers = servers;
    }

    @Deactivate
    void deactivate() {
        ports.values().forEach(HandlerPort::close);
    }

    @Reference(
            target = "(" + UdpSettings.PORT + "=*)",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void addHandler(ServiceReference<UdpRequestHandler> reference, UdpRequestHandler handler) {
        HandlerPort port = new HandlerPort(servers, nameOf(reference), handler);
        ports.put(reference, port);
        apply(reference, port);
    }

    void updatedHandler(ServiceReference<UdpRequestHandler> reference) {
        HandlerPort port = ports.get(reference);
        if (port != null) {
            apply(reference, port);
            retryAll();
        }
    }

    void removeHandler(ServiceReference<UdpRequestHandler> reference) {
        HandlerPort port = ports.remove(reference);
        if (port != null) {
            port.close();
            retryAll();
        }
    }

    @Override
    public List<Finding> findings() {
        return ports.values().stream()
                .map(HandlerPort::finding)
                .flatMap(Optional::stream)
                .toList();
    }

    private static void apply(ServiceReference<UdpRequestHandler> reference, HandlerPort port) {
        UdpSettings settings;
        try {
            settings = UdpSettings.from(reference);
        } catch (IllegalArgumentException e) {
            port.refuse(String.valueOf(e.getMessage()));
            return;
        }
        port.apply(settings);
    }

    /** A port may have become free; of those that wait for it, the one that ranks highest has it at once. */
    private void retryAll() {
        ports.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
                .map(Map.Entry::getValue)
                .forEach(HandlerPort::retry);
    }

    private static String nameOf(ServiceReference<UdpRequestHandler> reference) {
        Object component = reference.getProperty("component.name");
        Bundle bundle = reference.getBundle();
        if (component != null || bundle == null) {
            return String.valueOf(component);
        }
        return bundle.getSymbolicName();
    }
}
