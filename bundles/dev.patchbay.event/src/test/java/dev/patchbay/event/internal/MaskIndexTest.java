package dev.patchbay.event.internal;

import static org.junit.Assert.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.Test;

public class MaskIndexTest {

    private final Subscribers subscribers = new Subscribers(new Audience(Runnable::run));

    private Subscriber subscriber(String... masks) {
        return new Subscriber(subscribers, List.of(masks), event -> {});
    }

    @Test
    public void eachWhoHearsIsFoundOnceAndInOrder() {
        Subscriber several = subscriber("task.*", "task.updated", "*");
        Subscriber other = subscriber("disk.*");
        Subscriber exact = subscriber("task.updated");
        Subscriber glob = subscriber("t*d");
        MaskIndex index = new MaskIndex(List.of(several, other, exact, glob));
        assertEquals(List.of(several, exact, glob), index.hearing("task.updated"));
        assertEquals(List.of(several, other), index.hearing("disk."));
        assertEquals(List.of(several), index.hearing("task"));
        assertEquals(List.of(several), index.hearing(""));
    }

    @Test
    public void nobodyHearsWhenThereIsNobody() {
        assertEquals(List.of(), new MaskIndex(List.of()).hearing("a"));
        assertEquals(List.of(), new MaskIndex(List.of(subscriber())).hearing("a"));
    }

    @Test
    public void itFindsWhomTryingAllOfThemFinds() {
        Random random = new Random(5);
        List<Subscriber> all = IntStream.range(0, 300)
                .mapToObj(i -> subscriber(text(random, "ab.*?[]!"), text(random, "ab.*")))
                .toList();
        MaskIndex index = new MaskIndex(all);
        for (int i = 0; i < 2_000; i++) {
            String name = text(random, "ab.");
            List<Subscriber> expected = new ArrayList<>(all);
            expected.removeIf(subscriber -> !subscriber.hears(name));
            assertEquals(name, expected, index.hearing(name));
        }
    }

    private static String text(Random random, String characters) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(6); length >= 0; length--) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.toString();
    }
}
