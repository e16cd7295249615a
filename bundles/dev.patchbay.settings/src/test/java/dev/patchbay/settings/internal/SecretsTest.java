package dev.patchbay.settings.internal;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class SecretsTest {

    @Test
    public void theLastWordTellsASecret() {
        for (String key :
                new String[] {"password", "DB_PASSWORD", "keyPassword", "apiKey", "api.key", "token", "clientSecret"}) {
            assertTrue(key, Secrets.isSecret(key));
        }
    }

    @Test
    public void aWordThatOnlyContainsOneOrStandsBeforeAnotherIsNone() {
        for (String key : new String[] {"keyPath", "monkey", "tokenLifeInMs", "passwords_path", "port", ""}) {
            assertFalse(key, Secrets.isSecret(key));
        }
    }
}
