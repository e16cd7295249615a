package dev.patchbay.protocol.dvbcss.internal;

import dev.patchbay.dvbcss.CiiMessage;
import dev.patchbay.dvbcss.CiiProperty;
import dev.patchbay.dvbcss.ContentInformation;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is on; there whether somebody may ask for it or not. Changed settings are taken over without a restart, since
 * programs may have changed the state meanwhile.
 */
@Component(
        service = {ContentInformation.class, ContentState.class},
        immediate = true,
        configurationPid = DvbCssConfig.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = DvbCssConfig.class)
public final class ContentState implements ContentInformation {

    /** Who passes on what changes. Called on the thread that changes it, without locks. */
    interface Audience {

        /** Clients are to be told. */
        default void tell(boolean onlyDifferences, boolean evenIfEmpty) {}

        /** Something else is on; nobody has been asked to tell that yet. */
        default void contentIdChanged() {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(ContentState.class);

    private final AtomicReference<CiiMessage> state;
    private final List<Audience> audiences = new CopyOnWriteArrayList<>();

    /** What the settings say; used by the one thread that changes them. */
    private CiiMessage initial;

    /** @throws IllegalArgumentException when the settings are wrong */
    @Activate
    public ContentState(DvbCssConfig config) {
        initial = initial(config);
        state = new AtomicReference<>(initial);
    }

    private static CiiMessage initial(DvbCssConfig config) {
        try {
            return CiiMessage.initial().updatedBy(CiiText.parse(config.initial()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("In 'initial' of section 'dvbcss': " + e.getMessage(), e);
        }
    }

    /** Only what is another than before in the settings; settings that are wrong change nothing. */
    @Modified
    void modified(DvbCssConfig config) {
        try {
            CiiMessage changed = initial(config);
            CiiMessage changes = initial.changesTo(changed);
            initial = changed;
            change(now -> now.updatedBy(changes));
            updateClients();
        } catch (IllegalArgumentException e) {
            LOG.error("{}; what was on before stays until it is corrected", e.getMessage());
        }
    }

    void add(Audience audience) {
        audiences.add(audience);
    }

    void remove(Audience audience) {
        audiences.remove(audience);
    }

    @Override
    public CiiMessage state() {
        return Objects.requireNonNull(state.get()); // never set to null
    }

    @Override
    public void change(UnaryOperator<CiiMessage> change) {
        CiiMessage before;
        CiiMessage after;
        do {
            before = state();
            after = change.apply(before);
        } while (!state.compareAndSet(before, after));
        if (!before.get(CiiProperty.CONTENT_ID).equals(after.get(CiiProperty.CONTENT_ID))) {
            audiences.forEach(Audience::contentIdChanged);
        }
    }

    @Override
    public void updateClients(boolean onlyDifferences, boolean evenIfEmpty) {
        audiences.forEach(audience -> audience.tell(onlyDifferences, evenIfEmpty));
    }
}
