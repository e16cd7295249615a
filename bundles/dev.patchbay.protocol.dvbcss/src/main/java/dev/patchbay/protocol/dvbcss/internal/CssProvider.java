package dev.patchbay.protocol.dvbcss.internal;

import dev.patchbay.dvbcss.AptEptLpt;
import dev.patchbay.dvbcss.CiiMessage;
import dev.patchbay.dvbcss.CiiProperty;
import dev.patchbay.dvbcss.ControlTimestamp;
import dev.patchbay.dvbcss.CssMessages;
import dev.patchbay.dvbcss.TimelineClient;
import dev.patchbay.endpoint.spi.EndpointServer;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import dev.patchbay.rpc.CallException;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.schema.Description;
import dev.patchbay.session.RequiresRole;
import dev.patchbay.session.User;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What is on, who follows it, and the servers, for the shell and the command line. */
@ProviderName("css")
@Component
public final class CssProvider implements Provider {

    /** The code of the answer to a state that is none. */
    static final int WRONG_STATE = 400;

    /** The code of the answer to a server that is not there. */
    static final int NO_SERVER = 404;

    private final ContentState content;

    /** There when the settings have its section, as the other two. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable WallClockServer wallClock;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable CiiServer cii;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable TsServer ts;

    @Activate
    public CssProvider(@Reference ContentState content) {
        this.content = content;
    }

    /**
     * A timeline that is asked for.
     *
     * @param clients how many follow it
     * @param controlTimestamp what one of them was told last; null when none has been told
     */
    public record Timeline(
            String selector, int clients, @Nullable ControlTimestamp controlTimestamp) {}

    /**
     * Who follows a timeline.
     *
     * @param id of its connection
     * @param controlTimestamp what it was told last; null when it waits
     * @param presentationTimestamps what it told last; null when it told nothing
     */
    public record Follower(
            String id,
            String contentIdStem,
            String selector,
            @Nullable ControlTimestamp controlTimestamp,
            @Nullable Presentation presentationTimestamps) {

        private static Follower of(TimelineClient client) {
            AptEptLpt told = client.presentationTimestamps();
            return new Follower(
                    client.id(),
                    client.setup().contentIdStem(),
                    client.setup().timelineSelector(),
                    client.controlTimestamp(),
                    told == null ? null : Presentation.of(told));
        }
    }

    /** As CII has it. */
    @RpcMethod
    @Description("What is on, as a CII message; {{host}} and {{port}} as they were given.")
    public @Nullable Object state() {
        return plain(content.state());
    }

    /** Tells all clients. */
    @RpcMethod
    @RequiresRole(User.ADMIN)
    @Description("Changes what is on by properties of a CII message, null for no value; tells all clients, and"
            + " answers the new state.")
    public @Nullable Object set(Map<String, @Nullable Object> properties) throws CallException {
        CiiMessage changes = parse(properties);
        content.change(state -> state.updatedBy(changes));
        content.updateClients();
        return state();
    }

    /** Clients that know them keep what they know (CII-13). */
    @RpcMethod
    @RequiresRole(User.ADMIN)
    @Description("Says no more about properties of the CII message, and answers the new state.")
    public @Nullable Object unset(List<String> properties) throws CallException {
        List<CiiProperty<?>> named = new ArrayList<>();
        for (String name : properties) {
            named.add(CiiText.property(name)
                    .orElseThrow(() -> new CallException(
                            WRONG_STATE, "Expected properties of " + CiiText.names() + ", got '" + name + "'")));
        }
        content.change(state -> without(state, named));
        content.updateClients();
        return state();
    }

    private static CiiMessage without(CiiMessage state, List<CiiProperty<?>> properties) {
        CiiMessage rest = state;
        for (CiiProperty<?> property : properties) {
            rest = rest.without(property);
        }
        return rest;
    }

    /** In the order in which they were asked for. */
    @RpcMethod
    @Description("The timelines that clients ask for, how many follow each, and where it is.")
    public List<Timeline> timelines() {
        Map<String, Timeline> bySelector = new LinkedHashMap<>();
        for (TimelineClient client : timelineClients()) {
            String selector = client.setup().timelineSelector();
            bySelector.merge(selector, new Timeline(selector, 1, client.controlTimestamp()), CssProvider::merged);
        }
        return List.copyOf(bySelector.values());
    }

    private static Timeline merged(Timeline one, Timeline other) {
        return new Timeline(
                one.selector(),
                one.clients() + other.clients(),
                one.controlTimestamp() == null ? other.controlTimestamp() : one.controlTimestamp());
    }

    /** In the order in which they came. */
    @RpcMethod
    @RequiresRole(User.ADMIN)
    @Description("Who follows a timeline, what each was told last, and what it said about when it shows what; a"
            + " wallClockTime of null there is any time: minus infinity for earliest, plus infinity for latest.")
    public List<Follower> clients() {
        return timelineClients().stream().map(Follower::of).toList();
    }

    private List<TimelineClient> timelineClients() {
        TsServer server = ts;
        return server == null ? List.of() : server.clients();
    }

    /** Those that the settings have. */
    @RpcMethod
    @Description("The endpoints cii and ts: path, whether enabled, connections and their limit.")
    public List<EndpointStatus> endpoints() {
        return Stream.of(status(cii), status(ts)).filter(Objects::nonNull).toList();
    }

    private static @Nullable EndpointStatus status(@Nullable CiiServer server) {
        return server == null ? null : server.status();
    }

    private static @Nullable EndpointStatus status(@Nullable TsServer server) {
        return server == null ? null : server.status();
    }

    /** Until the settings say something else, or the node ends. */
    @RpcMethod
    @RequiresRole(User.ADMIN)
    @Description("Lets clients into an endpoint, cii or ts.")
    public void enable(String endpoint) throws CallException {
        server(endpoint).setEnabled(true);
    }

    /** As above. */
    @RpcMethod
    @RequiresRole(User.ADMIN)
    @Description("Closes all connections of an endpoint, cii or ts, and lets nobody in.")
    public void disable(String endpoint) throws CallException {
        server(endpoint).setEnabled(false);
    }

    private EndpointServer<?> server(String name) throws CallException {
        EndpointServer<?> server = switch (name) {
            case "cii" -> cii;
            case "ts" -> ts;
            default -> null;
        };
        if (server == null) {
            throw new CallException(
                    NO_SERVER, "There is no endpoint '" + name + "'; css.endpoints tells those that are");
        }
        return server;
    }

    /** Where it is asked for, what it says about itself, and what it was asked. */
    @RpcMethod
    @Description("The wall clock server: port, quality, the time, and how many requests it answered and dropped.")
    public WallClockServer.Status wallClock() throws CallException {
        WallClockServer server = wallClock;
        if (server == null) {
            throw new CallException(
                    NO_SERVER, "There is no wall clock server; section dvbcssWallClock of the settings makes one");
        }
        if (!server.isOffered()) {
            throw new CallException(
                    NO_SERVER,
                    "The wall clock server does not listen: 'host' of section dvbcssWallClock is not loopback, and"
                            + " allowPublicWithoutAuthentication is false");
        }
        return server.status();
    }

    private static CiiMessage parse(Map<String, @Nullable Object> properties) throws CallException {
        try {
            return CiiText.parse(Json.write(properties));
        } catch (IllegalArgumentException e) {
            throw new CallException(WRONG_STATE, String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Object plain(CiiMessage message) {
        try {
            return Json.parse(CssMessages.encode(message));
        } catch (JsonException e) {
            throw new IllegalStateException("Expected a state that can be written to be readable", e);
        }
    }
}
