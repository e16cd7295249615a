package dev.patchbay.room.internal;

import dev.patchbay.naming.OriginalId;
import dev.patchbay.room.Answer;
import dev.patchbay.room.Rooms;
import dev.patchbay.service.spi.HostedService;
import dev.patchbay.service.spi.ServiceName;
import dev.patchbay.service.spi.StandingService;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** zephserver's say service, for settings that list it; whoever gets it by that id may use it as a consumer of answers. */
@OriginalId(SaySocket.ID)
@ServiceName("room.say")
@Component(service = HostedService.class)
public final class SaySocket extends StandingService implements Consumer<Answer> {

    /** The id zephserver's settings and programs know it by. */
    static final String ID = "zephserver.service.say_service/SaySocket";

    private final Rooms rooms;

    @Activate
    public SaySocket(@Reference Rooms rooms) {
        this.rooms = rooms;
    }

    @Override
    public void accept(Answer answer) {
        rooms.say(answer);
    }
}
