package dev.patchbay.module.internal;

import dev.patchbay.module.ModuleEntry;
import dev.patchbay.module.ModuleEntry.State;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A module in the queue or in the pool. Its channel comes when it has been made. */
final class Member implements ChannelListener {

    private final Identity identity;
    private final ModuleSource source;
    private final News news;
    private final ParameterNews parameterNews;
    private final Parameters parameters = new Parameters();
    private final Runnable onGone;
    private volatile State state = State.WAITING;
    private volatile @Nullable Channel channel;
    private volatile String reason = Texts.ENDED;

    /** @param onGone called when it left by itself, on a thread that must not be blocked */
    Member(Identity identity, ModuleSource source, News news, ParameterNews parameterNews, Runnable onGone) {
        this.identity = identity;
        this.source = source;
        this.news = news;
        this.parameterNews = parameterNews;
        this.onGone = onGone;
    }

    String uid() {
        return identity.uid();
    }

    String type() {
        return identity.type();
    }

    ModuleSource source() {
        return source;
    }

    void connect(Channel made) {
        channel = made;
    }

    /** @throws IllegalStateException before it was connected */
    Channel channel() {
        Channel now = channel;
        if (now == null) {
            throw new IllegalStateException("Expected module " + uid() + " to be connected, but it is being started");
        }
        return now;
    }

    /** Whether it can be told anything. */
    boolean isHere() {
        Channel now = channel;
        return now != null && now.isOpen();
    }

    State state() {
        return state;
    }

    void become(State next) {
        state = next;
        if (next == State.PLAYING) {
            news.playing();
        } else {
            news.suspended();
        }
    }

    void enter() {
        news.added();
        parameterNews.open();
    }

    /** It is not in any more. */
    void exit(String why) {
        parameterNews.close();
        news.removed(why);
    }

    /** Gives it up. */
    void drop(String why) {
        reason = why;
        channel().close();
    }

    /** Why it left by itself. */
    String reason() {
        return reason;
    }

    @Override
    public void onSet(Map<String, @Nullable Object> changes) {
        boolean fits = parameters.set(changes);
        parameterNews.set(changes);
        if (!fits && isHere()) {
            drop(Texts.TOO_MANY_PARAMETERS);
            onGone.run();
        }
    }

    @Override
    public void onUnset(Collection<String> names) {
        parameters.unset(names);
        parameterNews.unset(names);
    }

    @Override
    public void onClosed(String why) {
        reason = why;
        onGone.run();
    }

    ModuleEntry entry() {
        return new ModuleEntry(uid(), type(), state, parameters.all());
    }

    Map<String, @Nullable Object> parameters(Collection<String> names) {
        return parameters.of(names);
    }

    /** As the protocol shows it (shmooze, §6): parameters only of those types of which some are asked for. */
    Map<String, @Nullable Object> view(Map<String, List<String>> wanted) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("uid", uid());
        view.put("type", type());
        List<String> names = wanted.get(type());
        if (names != null) {
            view.put("parameters", parameters(names));
        }
        return view;
    }

    @Override
    public String toString() {
        return "Module " + uid() + " of type " + type();
    }
}
