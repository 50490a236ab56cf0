package org.gatehouse.user;

import java.time.Instant;
import java.util.UUID;

/** A user as the database would return one, for tests without a database. */
public final class SomeUser {

    private SomeUser() {}

    /** Somebody with a verified address, or without any where it is null. */
    public static User named(String name, String email) {
        return signedIn(new Identity("https://sso.example.com", "1", email, true, name, false));
    }

    public static User signedIn(Identity identity) {
        User user = new User();
        try {
            var id = User.class.getDeclaredField("id");
            id.setAccessible(true);
            id.set(user, UUID.randomUUID());
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError("User has no id", impossible);
        }
        user.refresh(identity, Instant.parse("2026-05-03T10:00:00Z"));
        return user;
    }
}
