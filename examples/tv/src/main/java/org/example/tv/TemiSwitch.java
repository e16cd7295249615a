package org.example.tv;

import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Has {@link TemiTimeline} there while the television has that timeline in its programme. */
@Component(
        service = {},
        immediate = true)
public final class TemiSwitch {

    private final Runnable forget;

    @Activate
    public TemiSwitch(@Reference Television television, ComponentContext components) {
        forget = television.listen(state -> turn(state.temi(), components));
    }

    @Deactivate
    void deactivate() {
        forget.run();
    }

    /** Harmless when it is so already. */
    private static void turn(boolean on, ComponentContext components) {
        if (on) {
            components.enableComponent(TemiTimeline.NAME);
        } else {
            components.disableComponent(TemiTimeline.NAME);
        }
    }
}
