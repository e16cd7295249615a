package org.example.clock;

import dev.patchbay.rpc.CallException;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.schema.Default;
import dev.patchbay.schema.Description;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.osgi.service.component.annotations.Component;

/** Tells the time; callable as {@code clock.now} and {@code clock.convert}. */
@ProviderName("clock")
@Component
public final class ClockProvider implements Provider {

    private static final int BAD_ZONE = 1;
    private static final int BAD_TIME = 2;

    @RpcMethod
    @Description("The time now, in ISO 8601 with the zone's offset, to the second.")
    public String now(@Description("A zone such as Europe/Berlin") @Default("\"UTC\"") String zone)
            throws CallException {
        return text(OffsetDateTime.now(zone(zone)).truncatedTo(ChronoUnit.SECONDS));
    }

    @RpcMethod
    @Description("The same instant on the clocks of another zone.")
    public String convert(
            @Description("A time in ISO 8601 with an offset, such as 2026-11-20T12:00:00Z") String time,
            @Description("A zone such as Europe/Berlin") String zone)
            throws CallException {
        return text(time(time).atZoneSameInstant(zone(zone)).toOffsetDateTime());
    }

    /** With seconds, which its toString leaves out when they are 0. */
    private static String text(OffsetDateTime time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }

    private static ZoneId zone(String text) throws CallException {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new CallException(BAD_ZONE, "Expected a zone such as Europe/Berlin, got '" + text + "'");
        }
    }

    private static OffsetDateTime time(String text) throws CallException {
        try {
            return OffsetDateTime.parse(text);
        } catch (DateTimeException e) {
            throw new CallException(BAD_TIME, "Expected a time such as 2026-11-20T12:00:00Z, got '" + text + "'");
        }
    }
}
