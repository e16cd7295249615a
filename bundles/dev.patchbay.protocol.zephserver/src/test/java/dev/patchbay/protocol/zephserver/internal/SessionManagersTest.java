package dev.patchbay.protocol.zephserver.internal;

import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;

import dev.patchbay.naming.OriginalId;
import dev.patchbay.session.spi.SessionManager;
import java.util.Map;
import java.util.Optional;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

public class SessionManagersTest {

    private static final String ID = "zephserver.service.django_session_service/ZephSession";

    private final FakeFramework framework = new FakeFramework();
    private final SessionManagers managers = new SessionManagers(framework.context());

    @Before
    public void open() {
        managers.open();
    }

    /** A manager that is no other; a lambda might be one and the same. */
    private static SessionManager manager() {
        return new SessionManager() {
            @Override
            public Optional<dev.patchbay.session.User> currentUser(
                    dev.patchbay.endpoint.Connection connection, String sessionId) {
                return Optional.empty();
            }
        };
    }

    private ServiceRegistration<?> register(SessionManager manager, String id, int ranking) {
        return framework.register(
                SessionManager.class.getName(),
                manager,
                FrameworkUtil.asDictionary(Map.of(OriginalId.PROPERTY, id, Constants.SERVICE_RANKING, ranking)));
    }

    @Test
    public void withoutAnIdTheHighestRankingIsAsked() {
        SessionManager low = manager();
        SessionManager high = manager();
        register(low, ID, 0);
        ServiceRegistration<?> best = register(high, "other/Manager", 7);
        assertSame(high, managers.find(""));
        best.unregister();
        assertSame(low, managers.find(""));
    }

    @Test
    public void anIdDecidesWhateverTheRankingAndAmongThoseOfTheIdTheRankingDoes() {
        SessionManager wanted = manager();
        SessionManager better = manager();
        register(manager(), "other/Manager", 100);
        register(wanted, ID, 0);
        assertSame(wanted, managers.find(ID));
        register(manager(), ID, -1);
        assertSame(wanted, managers.find(ID));
        ServiceRegistration<?> best = register(better, ID, 1);
        assertSame(better, managers.find(ID));
        best.unregister();
        assertSame(wanted, managers.find(ID));
    }

    @Test
    public void whoIsNotHereIsNotFound() {
        assertNull(managers.find(""));
        register(manager(), "other/Manager", 0);
        assertNull(managers.find(ID));
    }
}
