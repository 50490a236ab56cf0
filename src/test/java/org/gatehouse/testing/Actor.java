package org.gatehouse.testing;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.spi.CDI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.gatehouse.access.Caller;
import org.gatehouse.access.Caller.Person;
import org.gatehouse.signin.SignInService;
import org.gatehouse.user.Identity;

/** Somebody who has signed in, in tests that run inside the container: what they do, they do as the caller. */
public final class Actor {
    private final Person person;

    private Actor(Person person) {
        this.person = person;
    }

    /** Signs in somebody whom no other test knows, with the verified address {@code name-…@example.com}. */
    public static Actor signIn(String name) {
        var subject = name + "-" + UUID.randomUUID();
        return signIn(subject, subject + "@example.com", true, name);
    }

    /** Signs in who the provider says it is. */
    public static Actor signIn(String subject, String email, boolean emailVerified, String name) {
        var identity = new Identity("https://provider.example.com", subject, email, emailVerified, name, false);
        var session = CDI.current().select(SignInService.class).get().signIn(identity, null, "id-token", List.of());
        return new Actor(session.getUser().toPerson());
    }

    public UUID id() {
        return person.id();
    }

    public String email() {
        return person.email();
    }

    /** Does this as the caller of a request of its own. */
    public <T> T does(Callable<T> use) throws Exception {
        var request = CDI.current().select(RequestContextController.class).get();
        var activated = request.activate();
        var caller = CDI.current().select(Caller.class).get();
        try {
            caller.bySession(person, UUID.randomUUID());
            return use.call();
        } finally {
            caller.forget();
            if (activated) {
                request.deactivate();
            }
        }
    }

    /** {@link #does} for what has no result. */
    public void runs(Runnable use) throws Exception {
        does(() -> {
            use.run();
            return null;
        });
    }
}
