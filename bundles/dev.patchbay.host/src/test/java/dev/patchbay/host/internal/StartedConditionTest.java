package dev.patchbay.host.internal;

import static org.junit.Assert.assertEquals;

import org.junit.Rule;
import org.junit.Test;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.condition.Condition;

public class StartedConditionTest {

    @Rule
    public final FrameworkRule framework = new FrameworkRule();

    @Test
    public void itDoesNotHoldBeforeItIsSaid() throws Exception {
        assertEquals(0, count());
    }

    @Test
    public void itHoldsOnceHoweverOftenItIsSaid() throws Exception {
        StartedCondition.hold(framework.context());
        StartedCondition.hold(framework.context());
        assertEquals(1, count());
    }

    private int count() throws InvalidSyntaxException {
        return framework
                .context()
                .getServiceReferences(Condition.class, "(osgi.condition.id=patchbay.started)")
                .size();
    }
}
