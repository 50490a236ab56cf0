package org.gatehouse.guard;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A key pair that signs assertions, for all nodes. */
@Entity
@Table(name = "assertion_key")
public class AssertionKey {

    @Id
    private String id;

    /** As a JWK. */
    @Column(name = "public_key")
    private String publicKey;

    /** The pair as a JWK, encrypted. */
    @Column(name = "private_key")
    private String privateKey;

    @Column(name = "created_at")
    private Instant createdAt;

    protected AssertionKey() {}

    AssertionKey(String id, String publicKey, String privateKey, Instant createdAt) {
        this.id = id;
        this.publicKey = publicKey;
        this.privateKey = privateKey;
        this.createdAt = createdAt;
    }

    public String getId() {
        return id;
    }

    public String getPublicKey() {
        return publicKey;
    }

    public String getPrivateKey() {
        return privateKey;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }
}
