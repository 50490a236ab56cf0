package org.gatehouse.access;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.UUID;
import org.gatehouse.problem.UnauthenticatedProblem;
import org.jspecify.annotations.Nullable;

/** Who makes this request, and by which method. Nobody until {@code RequestAuthentication} has said so. */
@Named
@RequestScoped
public class Caller {

    private Method method = Method.ANONYMOUS;
    private @Nullable Person person;
    private @Nullable UUID sessionId;

    /** The caller is this person, by the session of this id. */
    public void resume(Person person, UUID sessionId) {
        this.method = Method.SESSION;
        this.person = person;
        this.sessionId = sessionId;
    }

    /** The caller signed out: the rest of the request is nobody's. */
    public void forget() {
        method = Method.ANONYMOUS;
        person = null;
        sessionId = null;
    }

    public Method getMethod() {
        return method;
    }

    public boolean isSignedIn() {
        return person != null;
    }

    /** @throws UnauthenticatedProblem if nobody is signed in */
    public Person getPerson() {
        if (person == null) {
            throw new UnauthenticatedProblem();
        }
        return person;
    }

    /** @throws UnauthenticatedProblem if nobody is signed in */
    public UUID getUserId() {
        return getPerson().id();
    }

    public @Nullable UUID getSessionId() {
        return sessionId;
    }

    /** What a request needs to know of the User behind it. */
    public record Person(UUID id, @Nullable String email, boolean emailVerified, String name) {

        /** How messages and audit call them: by address, by name where they have none. */
        public String label() {
            return email == null ? name : email;
        }
    }
}
