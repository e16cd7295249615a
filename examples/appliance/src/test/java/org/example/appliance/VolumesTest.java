package org.example.appliance;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import dev.patchbay.rpc.CallException;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class VolumesTest {

    private static final Volume TANK = new Volume("tank", 5);

    private final List<String> told = new ArrayList<>();
    private boolean mayDelete = true;

    private final Volumes volumes = new Volumes(new Volumes.Keeper() {
        @Override
        public void created(Volume volume) {
            told.add("+" + volume.name());
        }

        @Override
        public boolean mayDelete(Volume volume) {
            return mayDelete;
        }

        @Override
        public void deleted(Volume volume) {
            told.add("-" + volume.name());
        }
    });

    @Test
    public void whatIsCreatedIsThereUntilItIsDeleted() throws CallException {
        volumes.create(TANK);
        assertEquals(TANK, volumes.get("tank"));
        assertEquals(List.of(TANK), volumes.list());
        volumes.delete("tank");
        assertEquals(List.of(), volumes.list());
        assertEquals(List.of("+tank", "-tank"), told);
    }

    @Test
    public void whatIsThereIsNotMadeAgain() throws CallException {
        volumes.create(TANK);
        CallException refusal = assertThrows(CallException.class, () -> volumes.create(new Volume("tank", 9)));
        assertEquals(Volumes.EXISTS, refusal.code());
        assertEquals(5, volumes.get("tank").sizeInGib());
    }

    @Test
    public void whatIsInUseIsNotDeleted() throws CallException {
        volumes.create(TANK);
        mayDelete = false;
        assertEquals(
                Volumes.BUSY,
                assertThrows(CallException.class, () -> volumes.delete("tank")).code());
        assertEquals(List.of("+tank"), told);
    }

    @Test
    public void whatIsNotThereIsNeitherGivenNorDeleted() {
        assertEquals(
                Volumes.UNKNOWN,
                assertThrows(CallException.class, () -> volumes.get("no")).code());
        assertEquals(
                Volumes.UNKNOWN,
                assertThrows(CallException.class, () -> volumes.delete("no")).code());
    }
}
