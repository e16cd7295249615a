package dev.patchbay.rpc.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * The namespace of a {@link Provider}; becomes the service property {@value #PROPERTY}.
 *
 * <p>One or more parts joined by dots, as in {@link dev.patchbay.task.spi.TaskName}. The last dot of a called name
 * separates namespace and method, so {@code lab.scope.read} is method {@code read} of {@code lab.scope}. Not
 * allowed are the namespaces of the protocol itself, {@code rpc}, {@code task}, {@code event}, {@code session} and
 * {@code room}, and all below them, such as {@code rpc.internal}; {@code rpcs} and {@code lab.rpc} are free.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface ProviderName {

    /** Prefix of the service property. */
    String PREFIX_ = "patchbay.";

    /** The service property that carries the namespace. */
    String PROPERTY = "patchbay.provider.name";

    /** The namespace. */
    String value();
}
