package org.gatehouse.keycloak;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;

/** A session of Keycloak that is to end, as those behind which it stood here have ended. */
@Entity
@Table(name = "keycloak_logout")
class Logout {

    /** By then it is over by itself: Keycloak's <i>SSO Session Max</i>, unless that is changed. */
    private static final Duration WORTH_TRYING = Duration.ofHours(10);

    @Id
    @Column(name = "session_id")
    private String sessionId;

    @Column(name = "created_at")
    private Instant createdAt;

    @Embedded
    private Due due;

    protected Logout() {}

    boolean isWorthTrying(Instant now) {
        return now.isBefore(createdAt.plus(WORTH_TRYING));
    }

    String sessionId() {
        return sessionId;
    }

    Due due() {
        return due;
    }
}
