package dev.patchbay.shell.internal.command;

import dev.patchbay.event.EventBus;
import dev.patchbay.event.Subscription;
import java.util.List;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Follows the events. */
@Descriptor("""
        events [MASK...] [--count N]
        Print events as they happen until Enter or Ctrl-C, or until N have come.
        A mask is a name with * for any text, such as clock.*; without one, all events are printed.""")
@GogoCommand(scope = ShellCommand.SCOPE, function = "events")
@Component(service = ShellCommand.class)
public final class EventsCommand extends ShellCommand {

    private final EventBus bus;

    @Activate
    public EventsCommand(@Reference EventBus bus) {
        this.bus = bus;
    }

    @Override
    protected void run(Words words, Screen screen) throws Exception {
        int count = words.number("--count", Integer.MAX_VALUE);
        List<String> typed = words.rest();
        EventLines lines = new EventLines(screen.out(), count);
        Keys.Watch watch = screen.keys().onEnter(lines::end);
        try (Subscription subscription = bus.subscribe(typed.isEmpty() ? List.of("*") : typed, lines)) {
            lines.await();
            tellLost(subscription.lost(), screen);
        } finally {
            lines.end();
            watch.end();
        }
    }

    private static void tellLost(long lost, Screen screen) {
        if (lost > 0) {
            screen.line(lost + " events were lost: they came faster than they could be printed");
        }
    }
}
