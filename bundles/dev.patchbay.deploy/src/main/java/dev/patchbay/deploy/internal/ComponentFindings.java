package dev.patchbay.deploy.internal;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/**
 * Says why components of active bundles do not work; sentences by component. A component of the host that waits for its
 * configuration is switched off by choice and not mentioned, nor is one of the host that waits for nothing but such, nor one
 * that is disabled.
 */
final class ComponentFindings {

    private static final String REQUIRED = "require";

    private final BundleContext context;
    private final ServiceComponentRuntime runtime;

    ComponentFindings(BundleContext context, ServiceComponentRuntime runtime) {
        this.context = context;
        this.runtime = runtime;
    }

    SortedMap<String, String> sentences() {
        SortedMap<String, String> sentences = new TreeMap<>();
        Collection<ComponentDescriptionDTO> components = runtime.getComponentDescriptionDTOs(ofInterest());
        for (ComponentDescriptionDTO component : components) {
            sentence(component).ifPresent(sentence -> sentences.put(component.name, owner(component) + sentence));
        }
        return sentences;
    }

    private Bundle[] ofInterest() {
        return Stream.of(context.getBundles())
                .filter(BundleFindings::isOfInterest)
                .toArray(Bundle[]::new);
    }

    private String owner(ComponentDescriptionDTO component) {
        Bundle bundle = context.getBundle(component.bundle.id);
        String owner = bundle == null ? component.bundle.symbolicName : Deployed.label(bundle);
        return "component of " + owner + ", ";
    }

    private Optional<String> sentence(ComponentDescriptionDTO component) {
        Collection<ComponentConfigurationDTO> configurations = runtime.getComponentConfigurationDTOs(component);
        // DS makes no component configuration at all where the one that is required is missing
        if (configurations.isEmpty() && REQUIRED.equals(component.configurationPolicy)) {
            return runtime.isComponentEnabled(component) ? unconfigured(component) : Optional.empty();
        }
        return configurations.stream()
                .flatMap(configuration -> sentence(configuration).stream())
                .findFirst();
    }

    private Optional<String> sentence(ComponentConfigurationDTO configuration) {
        return switch (configuration.state) {
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION -> unconfigured(configuration.description);
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE -> unreferenced(configuration);
            case ComponentConfigurationDTO.FAILED_ACTIVATION -> Optional.of(failed(configuration.failure));
            default -> Optional.empty();
        };
    }

    private static Optional<String> unconfigured(ComponentDescriptionDTO component) {
        if (isOurs(component)) {
            return Optional.empty();
        }
        return Optional.of(
                "waits for its configuration; add the section \"" + sections(component) + "\" to the settings file.");
    }

    private Optional<String> unreferenced(ComponentConfigurationDTO configuration) {
        ComponentDescriptionDTO component = configuration.description;
        if (isOurs(component)
                && Stream.of(configuration.unsatisfiedReferences)
                        .allMatch(reference -> supplier(type(component, reference.name))
                                .filter(this::isOff)
                                .isPresent())) {
            return Optional.empty();
        }
        return Optional.of(Stream.of(configuration.unsatisfiedReferences)
                        .map(reference -> service(component, reference))
                        .collect(Collectors.joining(" and ", "waits for ", ""))
                + ".");
    }

    private String service(ComponentDescriptionDTO component, UnsatisfiedReferenceDTO unsatisfied) {
        String type = type(component, unsatisfied.name);
        String target = unsatisfied.target == null ? "" : " that matches " + unsatisfied.target;
        return "a service " + type + target + " (its reference '" + unsatisfied.name + "'), which "
                + supplier(type).map(this::later).orElse("nobody offers; deploy a bundle that does");
    }

    private String later(ComponentDescriptionDTO supplier) {
        return "component " + supplier.name
                + (isOff(supplier)
                        ? " offers as soon as there is a section \"" + sections(supplier) + "\" in the settings file"
                        : " does not offer yet; see there");
    }

    private static String sections(ComponentDescriptionDTO component) {
        return String.join("\" or \"", component.configurationPid);
    }

    private static boolean isOurs(ComponentDescriptionDTO component) {
        return BundleFindings.isOurs(component.bundle.symbolicName);
    }

    /** Whether it is one of the host's that is switched off by choice: nothing is configured for it. */
    private boolean isOff(ComponentDescriptionDTO component) {
        return isOurs(component)
                && REQUIRED.equals(component.configurationPolicy)
                && runtime.getComponentConfigurationDTOs(component).isEmpty();
    }

    private static String type(ComponentDescriptionDTO component, String reference) {
        return Stream.of(component.references)
                .filter(candidate -> candidate.name.equals(reference))
                .map((ReferenceDTO found) -> found.interfaceName)
                .findFirst()
                .orElse(reference);
    }

    /** A component that would offer the service if it were satisfied itself. */
    private Optional<ComponentDescriptionDTO> supplier(String type) {
        return runtime.getComponentDescriptionDTOs().stream()
                .filter(component -> List.of(component.serviceInterfaces).contains(type))
                .filter(component -> !isSatisfied(component))
                .findFirst();
    }

    private boolean isSatisfied(ComponentDescriptionDTO component) {
        return runtime.getComponentConfigurationDTOs(component).stream()
                .anyMatch(configuration ->
                        (configuration.state & (ComponentConfigurationDTO.SATISFIED | ComponentConfigurationDTO.ACTIVE))
                                != 0);
    }

    /** @param failure the stack trace, of which the last cause says most */
    private static String failed(String failure) {
        List<String> causes = failure.lines()
                .filter(line -> !line.startsWith("\t") && !line.isBlank())
                .toList();
        String cause = causes.isEmpty() ? "an exception" : causes.get(causes.size() - 1);
        return "its activation failed with " + cause.replaceFirst("^Caused by: ", "")
                + "; correct it and copy the jar again, the log has the stack trace.";
    }
}
