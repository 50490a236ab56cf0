package org.gatehouse.session;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatehouse.access.Secret;
import org.gatehouse.settings.Settings;

/**
 * Hides what a browser keeps for us from whoever else may see it there or on the way: compact JWEs with A256GCM (RFC 7516,
 * RFC 7518 section 5.3). What was encrypted under {@code SECRET_KEY_PREVIOUS} is read as well, what was under an earlier one is
 * lost.
 */
@ApplicationScoped
public class EncryptionKey {

    @Inject
    Settings settings;

    private DirectEncrypter encrypter;
    private List<DirectDecrypter> decrypters;

    @PostConstruct
    void derive() {
        try {
            byte[] key = key(settings.secretKey().map(Secret::new).orElseGet(Secret::random));
            encrypter = new DirectEncrypter(key);
            decrypters = new ArrayList<>(List.of(new DirectDecrypter(key)));
            if (settings.previousSecretKey().isPresent()) {
                decrypters.add(new DirectDecrypter(
                        key(new Secret(settings.previousSecretKey().get()))));
            }
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public String encrypt(String text) {
        JWEObject encrypted =
                new JWEObject(new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM), new Payload(text));
        try {
            encrypted.encrypt(encrypter);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return encrypted.serialize();
    }

    /** What was encrypted here; empty for anything else. */
    public Optional<String> decrypt(String encrypted) {
        return decrypters.stream()
                .flatMap(decrypter -> decrypt(encrypted, decrypter).stream())
                .findFirst();
    }

    private static Optional<String> decrypt(String encrypted, DirectDecrypter decrypter) {
        try {
            JWEObject parsed = JWEObject.parse(encrypted);
            parsed.decrypt(decrypter);
            return Optional.of(parsed.getPayload().toString());
        } catch (ParseException | JOSEException | RuntimeException notOurs) {
            return Optional.empty();
        }
    }

    /** One of its own: the one that signs does nothing else. */
    private static byte[] key(Secret secret) {
        return secret.derive("encryption");
    }
}
