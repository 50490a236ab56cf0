package org.gatehouse.guard;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Caller;
import org.gatehouse.access.Caller.Person;
import org.gatehouse.access.Caller.Program;
import org.gatehouse.access.Permission;
import org.gatehouse.cache.Change;
import org.gatehouse.cache.Change.Kind;
import org.gatehouse.cache.LocalCache;
import org.gatehouse.guard.Visitor.Group;
import org.gatehouse.metrics.Metrics;
import org.gatehouse.settings.Settings;

/** Who the caller is to an application. The roles of people are remembered. */
@ApplicationScoped
public class Visitors {

    private static final int MOST = 100_000;

    @Inject
    GroupService groups;

    @Inject
    Settings settings;

    @Inject
    Metrics metrics;

    private LocalCache<UUID, List<Group>> groupsOfUsers;

    @PostConstruct
    void begin() {
        groupsOfUsers = new LocalCache<>(settings.cacheTime(), MOST);
        metrics.watch("roles", groupsOfUsers);
    }

    /** The person or the program who calls; empty where neither does. */
    Optional<Visitor> of(Caller caller) {
        return caller.findPerson().map(this::of).or(() -> caller.findProgram().map(this::visitor));
    }

    Visitor of(Person person) {
        List<Group> roles = groupsOfUsers
                .get(person.id(), id -> Optional.of(groups.findOfUser(id)))
                .orElseThrow();
        return new Visitor(person.id().toString(), person.verifiedEmail().orElse(""), person.name(), roles);
    }

    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) Change change) {
        UUID id = change.id();
        if (change.isOf(Kind.USER)) {
            groupsOfUsers.forget(id);
        } else if (change.isOf(Kind.ORGANIZATION)) {
            groupsOfUsers.forgetIf(groups -> id == null
                    || groups.stream().anyMatch(group -> group.organizationId().equals(id)));
        }
    }

    /** What sees its organization is let in as somebody is who may only see it, whatever else its scopes permit. */
    private Visitor visitor(Program program) {
        List<Group> roles = program.permits(Permission.SEE) ? groups.findOfViewer(program.organizationId()) : List.of();
        return new Visitor("api-key:" + program.id(), "", program.label(), roles);
    }
}
