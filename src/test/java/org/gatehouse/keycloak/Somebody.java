package org.gatehouse.keycloak;

import java.util.List;
import java.util.UUID;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.representations.idm.UserSessionRepresentation;

/** Somebody of the realm whom no other test knows. The password is the name. */
record Somebody(String name, String subject) {

    static Somebody named(String name) {
        var user = new UserRepresentation();
        user.setUsername(name + "-" + UUID.randomUUID());
        user.setEmail(user.getUsername() + "@example.com");
        user.setEmailVerified(true);
        user.setFirstName(name);
        user.setLastName("Somebody");
        user.setEnabled(true);
        var password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue(user.getUsername());
        user.setCredentials(List.of(password));
        return new Somebody(
                user.getUsername(),
                CreatedResponseUtil.getCreatedId(
                        ServiceAccount.console().users().create(user)));
    }

    /** As an administrator of Keycloak sees them. */
    UserResource atKeycloak() {
        return ServiceAccount.console().users().get(subject);
    }

    /** What Keycloak calls the sessions that it keeps of them. */
    List<String> sessionsAtKeycloak() {
        return atKeycloak().getUserSessions().stream()
                .map(UserSessionRepresentation::getId)
                .toList();
    }
}
