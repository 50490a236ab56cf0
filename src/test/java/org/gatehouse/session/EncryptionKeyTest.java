package org.gatehouse.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectEncrypter;
import java.nio.charset.StandardCharsets;
import org.gatehouse.settings.GivenSettings;
import org.gatehouse.settings.Setting;
import org.gatehouse.testing.Injection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptionKeyTest {

    private static final String SECRET = "first-key-first-key-first-key-32";
    private static final String NEXT_SECRET = "second-key-second-key-second-32!";

    private final EncryptionKey key = key(SECRET);

    @Test
    void whatWasEncryptedIsReadAgainOnEveryNode() {
        assertThat(key(SECRET).decrypt(key.encrypt("a secret"))).hasValue("a secret");
    }

    @Test
    void theTextIsNotToBeSeenAndEachTimeAnother() {
        String encrypted = key.encrypt("a secret");

        assertThat(encrypted.split("\\."))
                .extracting(
                        part -> new String(java.util.Base64.getUrlDecoder().decode(part), StandardCharsets.ISO_8859_1))
                .noneMatch(part -> part.contains("a secret"));
        assertThat(encrypted).isNotEqualTo(key.encrypt("a secret"));
    }

    @Test
    void anotherKeyOrAChangeReadsNothing() {
        String encrypted = key.encrypt("nine char");

        assertThat(key(NEXT_SECRET).decrypt(encrypted)).isEmpty();
        assertThat(key(null).decrypt(encrypted)).isEmpty();
        for (int i = 0; i < encrypted.length() - 1; i++) { // the last one's lowest bits stand for nothing
            String changed =
                    encrypted.substring(0, i) + (encrypted.charAt(i) == '-' ? "_" : "-") + encrypted.substring(i + 1);
            assertThat(key.decrypt(changed)).as("changed at " + i).isEmpty();
        }
    }

    /** In the middle of the change one node has the old key first, another the new one. */
    @Test
    void nodesOnBothSidesOfAChangeOfTheKeyReadEachOther() {
        var before = key(SECRET, NEXT_SECRET);
        var after = key(NEXT_SECRET, SECRET);

        assertThat(after.decrypt(before.encrypt("a secret"))).hasValue("a secret");
        assertThat(before.decrypt(after.encrypt("a secret"))).hasValue("a secret");
        assertThat(key(NEXT_SECRET).decrypt(before.encrypt("a secret"))).isEmpty();
    }

    @Test
    void theSigningKeyItselfEncryptsNothing() throws Exception {
        var forged = new JWEObject(new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM), new Payload("a secret"));
        forged.encrypt(new DirectEncrypter(SECRET.getBytes(StandardCharsets.UTF_8)));

        assertThat(key.decrypt(forged.serialize())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "....", "a.b.c", "eyJhbGciOiJkaXIifQ....", "no token at all"})
    void whatIsNoneIsEmpty(String text) {
        assertThat(key.decrypt(text)).isEmpty();
    }

    private static EncryptionKey key(String secret) {
        GivenSettings settings = secret == null ? new GivenSettings() : new GivenSettings(Setting.SECRET_KEY, secret);
        return Injection.into(new EncryptionKey(), settings.read());
    }

    private static EncryptionKey key(String secret, String previous) {
        var settings = new GivenSettings(Setting.SECRET_KEY, secret).with(Setting.SECRET_KEY_PREVIOUS, previous);
        return Injection.into(new EncryptionKey(), settings.read());
    }
}
