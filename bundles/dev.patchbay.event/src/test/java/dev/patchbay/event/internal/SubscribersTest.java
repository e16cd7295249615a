package dev.patchbay.event.internal;

import static org.junit.Assert.assertEquals;

import java.util.List;
import org.junit.Test;

public class SubscribersTest {

    private final Subscribers subscribers = new Subscribers(new Audience(Runnable::run));

    private Subscriber subscriber(String... masks) {
        return new Subscriber(subscribers, List.of(masks), event -> {});
    }

    @Test
    public void whoHearsANameIsRememberedUntilSomethingChanges() {
        Subscriber first = subscriber("a.*");
        subscribers.add(first);
        assertEquals(List.of(first), subscribers.hearing("a.b"));
        assertEquals(List.of(), subscribers.hearing("b"));
        Subscriber second = subscriber("*");
        subscribers.add(second);
        assertEquals(List.of(first, second), subscribers.hearing("a.b"));
        first.close();
        assertEquals(List.of(second), subscribers.hearing("a.b"));
        second.remove(List.of("*"));
        assertEquals(List.of(), subscribers.hearing("a.b"));
    }

    @Test
    public void aMaskThatComesWhileANameIsLookedUpIsNotOverlooked() {
        Subscriber changing = new Subscriber(subscribers, List.of("other"), event -> {}) {
            @Override
            MaskSet wants() {
                MaskSet wanted = super.wants();
                add(List.of("a"));
                return wanted;
            }
        };
        subscribers.add(changing);
        assertEquals(List.of(), subscribers.hearing("a"));
        assertEquals(List.of(changing), subscribers.hearing("a"));
    }

    @Test
    public void aSubscriberThatIsClosedAlreadyIsNotAdded() {
        Subscriber closed = subscriber("*");
        closed.close();
        subscribers.add(closed);
        assertEquals(List.of(), subscribers.hearing("a"));
    }

    @Test
    public void moreNamesThanAreRememberedChangeNothing() {
        Subscriber all = subscriber("*");
        subscribers.add(all);
        for (int i = 0; i < 2_500; i++) {
            assertEquals(List.of(all), subscribers.hearing("name" + i));
        }
    }
}
