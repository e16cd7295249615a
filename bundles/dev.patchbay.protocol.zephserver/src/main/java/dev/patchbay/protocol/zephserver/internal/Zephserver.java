package dev.patchbay.protocol.zephserver.internal;

import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.naming.OriginalId;
import dev.patchbay.room.Rooms;
import dev.patchbay.service.spi.HostedService;
import dev.patchbay.service.spi.ServiceName;
import java.util.Map;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers the router and the socket as hosted services; whoever runs those opens and closes the endpoint. Changed settings
 * are taken over without a restart, since the original's client never reconnects.
 */
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>='dev.patchbay.service.spi.HostedService'")
@Component(
        service = {},
        immediate = true,
        configurationPid = Zephserver.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = Zephserver.Config.class)
public final class Zephserver {

    /** What belongs to this protocol is there when it is configured. */
    static final String PID = "dev.patchbay.zephserver";

    /** Settings of section {@code zephserver}. */
    @ObjectClassDefinition(
            name = "zephserver",
            description = "zephserver's WebSocket protocol; without this section it opens nothing.")
    public @interface Config {

        @AttributeDefinition(name = "Path", description = "Where it answers; begins with a slash.")
        String path() default "/ws";

        @AttributeDefinition(
                name = "Own port",
                description =
                        "TCP port on which it answers besides the node's own, the original's PORT_ZEPH; 0 for none.",
                min = "0",
                max = "65535")
        int port() default 0;

        @AttributeDefinition(
                name = "Origins",
                description = "Web origins that may connect: 'same', '*', or origins such as https://example.org.")
        String[] origins() default {"*"};

        @AttributeDefinition(
                name = "Tasks",
                description =
                        "What clients may call, the original's TASKS_PATH: an object of short names, each with a task's id path.to.module/ClassName or its name. Empty: every task by its own name.")
        String tasks() default "";

        @AttributeDefinition(
                name = "Session manager",
                description =
                        "Id of the session manager to ask, the original's MY_SESSION_HANDLER; empty for the one with the highest ranking.")
        String sessionManager() default "";

        @AttributeDefinition(
                name = "Report errors",
                description =
                        "Whether a client whose task failed is sent {\"task\", \"error\"}; the original sends nothing.")
        boolean reportErrors() default false;

        @AttributeDefinition(
                name = "User lists of the cluster",
                description =
                        "Whether user_list holds everybody in the room on every node; the original's holds those of the node.")
        boolean clusterUserLists() default false;

        @AttributeDefinition(name = "Largest message", description = "Taken from a client, in bytes.", min = "1")
        int maxMessageBytes() default 1 << 20;

        @AttributeDefinition(name = "Most connections", description = "Open at one time; -1 for no limit.", min = "-1")
        int maxConnections() default -1;

        @AttributeDefinition(
                name = "Idle time",
                description =
                        "A connection silent for so long, answers to pings included, is closed, in milliseconds; 0 for never. The original's client sends something every 45 s.",
                min = "0")
        long idleTimeoutInMs() default 120_000;

        @AttributeDefinition(
                name = "Ping interval",
                description = "How often the server pings, in milliseconds; 0 for never.",
                min = "0")
        long pingIntervalInMs() default 45_000;

        @AttributeDefinition(
                name = "Most tasks of a connection",
                description = "Running at one time; more are not run.",
                min = "1")
        int maxTasksPerConnection() default 1_024;

        @AttributeDefinition(
                name = "Most tasks",
                description = "Running at one time for all connections together; more are not run.",
                min = "1")
        int maxTasks() default 10_000;

        @AttributeDefinition(
                name = "Stop time",
                description = "How long tasks may take to end once they are interrupted, in milliseconds.",
                min = "0")
        long stopInMs() default 10_000;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Zephserver.class);

    private final TaskIds ids;
    private final SessionManagers managers;
    private final TaskNames names;
    private final Socket socket;
    private final ServiceRegistration<HostedService> routerService;
    private final ServiceRegistration<HostedService> socketService;
    private volatile Settings settings;

    @Activate
    public Zephserver(BundleContext context, @Reference Dispatcher dispatcher, @Reference Rooms rooms, Config config) {
        settings = Settings.of(config);
        ids = new TaskIds(context);
        managers = new SessionManagers(context);
        ids.open();
        managers.open();
        names = new TaskNames(ids::nameOf, () -> settings.tasks());
        CurrentUser currentUser = new CurrentUser(() -> managers.find(settings.sessionManager()));
        Router router = new Router(dispatcher, names, () -> settings);
        socket = new Socket(context, rooms, currentUser, router, () -> settings);
        routerService = offer(context, router, "zephserver.router", Router.ID);
        socketService = offer(context, socket, "zephserver.socket", Socket.ID);
    }

    private static ServiceRegistration<HostedService> offer(
            BundleContext context, HostedService service, String name, String originalId) {
        return context.registerService(
                HostedService.class,
                service,
                FrameworkUtil.asDictionary(Map.of(ServiceName.PROPERTY, name, OriginalId.PROPERTY, originalId)));
    }

    /** Settings that are wrong change nothing. */
    @Modified
    void modified(Config config) {
        try {
            use(Settings.of(config));
        } catch (IllegalArgumentException e) {
            LOG.error("{}; the settings from before hold until section zephserver is corrected", e.getMessage());
        }
    }

    private void use(Settings changed) {
        boolean areTasksOthers = !changed.tasks().equals(settings.tasks());
        settings = changed;
        socket.settingsChanged();
        if (areTasksOthers) {
            names.logFaults();
        }
    }

    @Deactivate
    void deactivate() {
        socketService.unregister();
        routerService.unregister();
        managers.close();
        ids.close();
    }
}
