package dev.patchbay.host.internal;

import dev.patchbay.node.spi.ControlCommand;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The commands that are there at the moment; looked up in the service registry each time, so never out of date. */
@Component(service = ControlCommands.class)
public final class ControlCommands {

    private final BundleContext context;

    /** Called by the component runtime. */
    @Activate
    public ControlCommands(BundleContext context) {
        this.context = context;
    }

    /** The words they answer to, in alphabetical order. */
    List<String> words() {
        return references().map(ControlCommands::wordOf).sorted().distinct().toList();
    }

    /** Uses the command with the highest ranking for a word; false when there is none. */
    boolean use(String word, Use use) throws IOException, InterruptedException {
        Optional<ServiceReference<ControlCommand>> reference =
                references().filter(candidate -> wordOf(candidate).equals(word)).max(Comparator.naturalOrder());
        return reference.isPresent() && use(reference.get(), use);
    }

    private boolean use(ServiceReference<ControlCommand> reference, Use use) throws IOException, InterruptedException {
        ControlCommand command = context.getService(reference);
        if (command == null) {
            return false;
        }
        try {
            use.with(command);
            return true;
        } finally {
            context.ungetService(reference);
        }
    }

    private Stream<ServiceReference<ControlCommand>> references() {
        try {
            return context.getServiceReferences(ControlCommand.class, "(" + ControlCommand.WORD + "=*)").stream();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String wordOf(ServiceReference<ControlCommand> reference) {
        return String.valueOf(reference.getProperty(ControlCommand.WORD));
    }

    /** What to do with a command while it is held. */
    interface Use {

        void with(ControlCommand command) throws IOException, InterruptedException;
    }
}
