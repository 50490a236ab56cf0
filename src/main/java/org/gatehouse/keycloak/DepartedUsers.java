package org.gatehouse.keycloak;

import static java.util.stream.Collectors.toSet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotFoundException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.logging.Logger;
import org.gatehouse.session.UserSessionService;
import org.gatehouse.settings.Settings;
import org.keycloak.representations.idm.UserRepresentation;

/**
 * Ends the sessions of those who were disabled or deleted in Keycloak, which tells nobody of it. Each look costs Keycloak a
 * bounded number of requests: a list of who is disabled, and whether those who are signed in here are still there, some at
 * a time. Where there are more, the next look goes on. Two nodes that look at once do no harm.
 */
@ApplicationScoped
public class DepartedUsers {

    private static final Logger LOG = Logger.getLogger(DepartedUsers.class.getName());

    private static final int PAGE = 500;
    private static final int PAGES = 10;

    /** Ids that the address of a request has room for. */
    private static final int GROUP = 60;

    private static final int GROUPS = 35;

    @Inject
    KeycloakRealm realm;

    @Inject
    SignedInRepository signedIn;

    @Inject
    UserSessionService sessions;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    private int firstDisabled;
    private String lastSubject = "";
    private boolean failing;

    /** One look. What fails is tried at the next one, and told once. */
    public synchronized void endTheirSessions() {
        if (!realm.isConfigured()) {
            return;
        }
        try {
            lookAtDisabled();
            lookForSignedIn();
            failing = false;
        } catch (RuntimeException failure) {
            if (!failing) {
                LOG.warning(
                        () -> "Who was disabled or deleted in Keycloak cannot be told now, and keeps their session: "
                                + failure.getMessage());
            }
            failing = true;
        }
    }

    private void lookAtDisabled() {
        for (int page = 0; page < PAGES; page++) {
            int first = firstDisabled;
            List<UserRepresentation> disabled = realm.ask(
                    ManagementRole.MANAGE_USERS,
                    "list accounts",
                    it -> it.users().search(null, null, null, null, first, PAGE, false, true));
            List<String> ids = disabled.stream().map(UserRepresentation::getId).toList();
            signedIn.listAmong(ids, issuer(), clock.instant()).forEach(this::endSessions);
            if (disabled.size() < PAGE) {
                firstDisabled = 0;
                return;
            }
            firstDisabled += PAGE;
        }
    }

    private void lookForSignedIn() {
        for (int group = 0; group < GROUPS; group++) {
            List<String> subjects = signedIn.listAfter(lastSubject, issuer(), clock.instant(), GROUP);
            if (subjects.isEmpty()) {
                lastSubject = "";
                return;
            }
            Set<String> there = realm
                    .ask(
                            ManagementRole.MANAGE_USERS,
                            "look for accounts",
                            it -> it.users().search("id:" + String.join(" ", subjects), 0, GROUP, true))
                    .stream()
                    .map(UserRepresentation::getId)
                    .collect(toSet());
            subjects.stream()
                    .filter(subject -> !there.contains(subject) && isGone(subject))
                    .forEach(this::endSessions);
            lastSubject = subjects.get(subjects.size() - 1);
        }
    }

    /** Asked for by name: a list may leave out whom the service account may not see. */
    private boolean isGone(String subject) {
        try {
            return !realm.ask(
                    ManagementRole.MANAGE_USERS,
                    "look for an account",
                    it -> it.users().get(subject).toRepresentation().isEnabled());
        } catch (NotFoundException deleted) {
            return true;
        }
    }

    private void endSessions(String subject) {
        sessions.endBySubject(issuer(), subject);
    }

    private String issuer() {
        return settings.openIdClient().orElseThrow().issuer();
    }
}
