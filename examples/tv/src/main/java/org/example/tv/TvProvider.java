package org.example.tv;

import dev.patchbay.rpc.CallException;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.schema.Description;
import dev.patchbay.schema.Range;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The remote control; callable as {@code tv.play} and so on. Each method answers with how the television is then. */
@ProviderName("tv")
@Component
public final class TvProvider implements Provider {

    private static final int TUNING_IN = 1;
    private static final int NOT_POSSIBLE = 2;

    private final Television television;

    @Activate
    public TvProvider(@Reference Television television) {
        this.television = television;
    }

    @RpcMethod
    @Description("What is on, where its picture is, and when by the wall clock.")
    public State state() {
        return television.state();
    }

    @RpcMethod
    @Description("Goes on playing.")
    public State play() throws CallException {
        return command(television::play);
    }

    @RpcMethod
    @Description("Stops the picture where it is.")
    public State pause() throws CallException {
        return command(television::pause);
    }

    @RpcMethod
    @Description("Goes to another position of the programme.")
    public State seek(
            @Description("From the beginning, in seconds; past the end the next programme follows") @Range(min = 0)
                    double positionInSec)
            throws CallException {
        return command(() -> television.seek(positionInSec));
    }

    @RpcMethod
    @Description("Plays slower, faster or backwards from here on.")
    public State speed(@Description("-1, 0.5, 1 or 2") double speed) throws CallException {
        return command(() -> television.speed(speed));
    }

    @RpcMethod
    @Description("Tunes in to the next programme.")
    public State next() {
        return television.next();
    }

    @RpcMethod
    @Description("Puts the TEMI timeline into the programme, or takes it out.")
    public State temi(boolean present) {
        return television.temi(present);
    }

    private static State command(Supplier<State> command) throws CallException {
        try {
            return command.get();
        } catch (IllegalStateException e) {
            throw new CallException(TUNING_IN, e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new CallException(NOT_POSSIBLE, e.getMessage());
        }
    }
}
