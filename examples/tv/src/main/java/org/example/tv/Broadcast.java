package org.example.tv;

import dev.patchbay.dvbcss.CiiMessage;
import dev.patchbay.dvbcss.CiiProperty;
import dev.patchbay.dvbcss.ContentIdStatus;
import dev.patchbay.dvbcss.ContentInformation;
import dev.patchbay.dvbcss.TimelineOption;
import dev.patchbay.dvbcss.Timelines;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Tells companions what is on, and where wall clock and timelines are. */
@Component(
        service = {},
        immediate = true,
        configurationPid = "org.example.tv")
@Designate(ocd = Broadcast.Config.class)
public final class Broadcast {

    /** The type of what is told besides: {@code title}, {@code colour} and {@code durationInSec} of the programme. */
    static final String PROGRAMME = "urn:example:tv:programme";

    private static final List<TimelineOption> OPTIONS = List.of(
            TimelineOption.of(Timelines.PTS, 1, (long) Timelines.PTS_TICK_RATE),
            TimelineOption.of(Timelines.temi(TemiTimeline.COMPONENT_TAG, TemiTimeline.TIMELINE_ID), 1, (long)
                    Television.TEMI_TICK_RATE));

    @ObjectClassDefinition(name = "Television", description = "A simulated television.")
    public @interface Config {

        @AttributeDefinition(
                name = "Wall clock",
                description = "Where companions are told the wall clock is; {{host}} is the address they connected to.")
        String wcUrl() default "udp://{{host}}:6677";

        @AttributeDefinition(
                name = "Timelines",
                description = "Where companions are told the timelines are; {{host}} and {{port}} are what they"
                        + " connected to.")
        String tsUrl() default "ws://{{host}}:{{port}}/ts";
    }

    private final ContentInformation content;
    private final Config config;
    private final Runnable forget;

    @Activate
    public Broadcast(@Reference Television television, @Reference ContentInformation content, Config config) {
        this.content = content;
        this.config = config;
        forget = television.listen(this::tell);
    }

    @Deactivate
    void deactivate() {
        forget.run();
        content.change(Broadcast::withoutUs);
        content.updateClients();
    }

    /** Most changes of a television change nothing here; then nobody is told anything. */
    private void tell(State state) {
        content.change(message -> withState(message, state));
        content.updateClients();
    }

    private CiiMessage withState(CiiMessage message, State state) {
        boolean tuning = state.mode() == State.Mode.TRANSITIONING;
        return message.with(CiiProperty.CONTENT_ID, state.programme().contentId())
                .with(CiiProperty.CONTENT_ID_STATUS, ContentIdStatus.FINAL)
                .with(CiiProperty.PRESENTATION_STATUS, List.of(tuning ? "transitioning" : "okay"))
                .with(CiiProperty.WC_URL, config.wcUrl())
                .with(CiiProperty.TS_URL, config.tsUrl())
                .with(CiiProperty.TIMELINES, OPTIONS)
                .with(CiiProperty.PRIVATE, List.of(about(state.programme())));
    }

    private static Map<String, Object> about(Programme programme) {
        return Map.of(
                "type", PROGRAMME,
                "title", programme.title(),
                "colour", programme.colour(),
                "durationInSec", programme.durationInSec());
    }

    /** Nothing is on any more; null, since companions keep what they are told nothing about. */
    private static CiiMessage withoutUs(CiiMessage message) {
        return message.withNone(CiiProperty.CONTENT_ID)
                .withNone(CiiProperty.CONTENT_ID_STATUS)
                .with(CiiProperty.PRESENTATION_STATUS, List.of("fault"))
                .withNone(CiiProperty.TIMELINES)
                .withNone(CiiProperty.PRIVATE);
    }
}
