package dev.patchbay.transport.http.internal;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;

public class OriginRuleTest {

    private static final OriginRule SAME = new OriginRule(List.of("same"));

    @Test
    public void sameComparesHostAndPort() {
        assertTrue(SAME.allows("http://example.org:5000", "example.org:5000"));
        assertTrue(SAME.allows("ws://127.0.0.1:5000", "127.0.0.1:5000"));
        assertTrue(SAME.allows("http://[::1]:5000", "[::1]:5000"));
        assertFalse(SAME.allows("http://example.org:5001", "example.org:5000"));
        assertFalse(SAME.allows("http://example.org.evil:5000", "example.org:5000"));
    }

    @Test
    public void sameKnowsTheUsualPorts() {
        assertTrue(SAME.allows("https://example.org", "example.org"));
        assertTrue(SAME.allows("https://EXAMPLE.org", "example.org:443"));
        assertTrue(SAME.allows("http://example.org:80", "example.org"));
        assertFalse(SAME.allows("http://example.org", "example.org:443"));
    }

    @Test
    public void sameRefusesWhatIsNoOrigin() {
        assertFalse(SAME.allows("null", "example.org"));
        assertFalse(SAME.allows("", "example.org"));
        assertFalse(SAME.allows("http://", "example.org"));
        assertFalse(SAME.allows("http://a b", "a b"));
        assertFalse(SAME.allows("http://example.org", null));
    }

    @Test
    public void listAllowsWholeOriginsOnly() {
        OriginRule rule = new OriginRule(List.of("https://one.example", "https://two.example:8443"));
        assertTrue(rule.allows("https://one.example", "elsewhere"));
        assertTrue(rule.allows("https://two.example:8443", "elsewhere"));
        assertFalse(rule.allows("http://one.example", "one.example"));
        assertFalse(rule.allows("https://one.example.evil", "elsewhere"));
    }

    @Test
    public void starAllowsAllAndNothingAllowsOnlyNonBrowsers() {
        assertTrue(new OriginRule(List.of("*")).allows("null", null));
        assertFalse(new OriginRule(List.of()).allows("http://localhost", "localhost"));
        assertTrue(new OriginRule(List.of()).allows(null, "localhost"));
    }
}
