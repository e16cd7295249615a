package dev.patchbay.session.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class AuthorizationTest {

    private static Optional<Authorization.Basic> basic(String value) {
        return Authorization.of(FakeConnection.authorization(value)).flatMap(Authorization::basic);
    }

    private static Optional<String> bearer(String value) {
        return Authorization.of(FakeConnection.authorization(value)).flatMap(Authorization::bearer);
    }

    @Test
    public void theSchemeIsReadInAnyCase() {
        assertEquals(Optional.of("t"), bearer("bearer t"));
        assertEquals(Optional.of("t"), bearer("BEARER  t "));
    }

    @Test
    public void onePassesForNoOther() {
        assertEquals(Optional.empty(), bearer(FakeConnection.basic("ann:secret")));
        assertEquals(Optional.empty(), basic("Bearer YW5uOnNlY3JldA=="));
        assertEquals(Optional.empty(), bearer("Bearert"));
        assertEquals(Optional.empty(), bearer("Bearer"));
    }

    @Test
    public void aPasswordMayHoldColonsAndLettersOfAnyLanguage() {
        Optional<Authorization.Basic> expected = Optional.of(new Authorization.Basic("änn", "a:b:ß"));
        assertEquals(expected, basic(FakeConnection.basic("änn:a:b:ß")));
    }

    @Test
    public void anEmptyPasswordIsAPassword() {
        assertEquals(Optional.of(new Authorization.Basic("ann", "")), basic(FakeConnection.basic("ann:")));
    }

    @Test
    public void whatIsMalformedIsNobodys() {
        assertEquals(Optional.empty(), basic("Basic !!!"));
        assertEquals(Optional.empty(), basic(FakeConnection.basic("ann")));
        assertEquals(Optional.empty(), Authorization.of(FakeConnection.handshake(Map.of())));
    }

    @Test
    public void nothingSecretIsPrinted() {
        Authorization whole = new Authorization("Basic", "geheim");
        assertFalse(whole.toString(), whole.toString().contains("geheim"));
        Authorization.Basic parts = new Authorization.Basic("ann", "geheim");
        assertFalse(parts.toString(), parts.toString().contains("geheim"));
    }
}
