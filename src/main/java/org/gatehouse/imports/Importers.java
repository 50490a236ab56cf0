package org.gatehouse.imports;

import static java.util.function.Predicate.not;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Permission;
import org.gatehouse.access.Role;
import org.gatehouse.access.Roles;
import org.gatehouse.apikey.ApiKey;
import org.gatehouse.apikey.ApiKeyRepository;
import org.gatehouse.user.User;
import org.gatehouse.user.UserRepository;

/** What whoever began an import may do now, when no request of theirs says so. */
@ApplicationScoped
public class Importers {

    @Inject
    UserRepository users;

    @Inject
    ApiKeyRepository keys;

    @Inject
    Roles roles;

    @Inject
    Clock clock;

    /** A person in their present role, or a program as long as its key holds; empty where they may not invite any more. */
    Optional<Importer> find(Import running) {
        UUID organizationId = running.getOrganizationId();
        return running.getUserId()
                .flatMap(id -> person(organizationId, id))
                .or(() -> running.getApiKeyId().flatMap(id -> program(organizationId, id)));
    }

    private Optional<Importer> person(UUID organizationId, UUID id) {
        Optional<Role> role =
                roles.findRole(id, organizationId).filter(present -> present.permits(Permission.MANAGE_MEMBERS));
        return users.find(id)
                .filter(not(User::isDisabled))
                .flatMap(user ->
                        role.map(present -> new Importer(id, user.toPerson().label(), present.assignable())));
    }

    private Optional<Importer> program(UUID organizationId, UUID keyId) {
        Instant now = clock.instant();
        return keys.find(organizationId, keyId)
                .filter(key -> !key.isExpired(now))
                .map(ApiKey::toProgram)
                .filter(program -> program.permits(Permission.MANAGE_MEMBERS))
                .map(program -> new Importer(null, program.label(), Role.ADMIN.assignable()));
    }
}
