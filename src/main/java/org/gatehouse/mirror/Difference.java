package org.gatehouse.mirror;

import jakarta.json.bind.annotation.JsonbNillable;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is not in Keycloak as it is here.
 *
 * @param organization what it is called here, or there where it is deleted here
 * @param subject whom it is about, by their id in Keycloak; null for the organization itself
 * @param member what they are called
 */
@JsonbNillable
public record Difference(
        UUID organizationId,
        String organization,
        String kind,
        @Nullable String subject,
        @Nullable String member) {

    static Difference of(UUID organizationId, String organization, Kind kind) {
        return new Difference(organizationId, organization, kind.word(), null, null);
    }

    static Difference of(UUID organizationId, String organization, Kind kind, MirrorRepository.Known member) {
        return new Difference(organizationId, organization, kind.word(), member.subject(), member.name());
    }

    /** What is done about it. */
    enum Kind {
        CREATE,
        RENAME,
        DELETE,
        /** It is deleted here, and not there, because its managed members would lose their accounts. */
        KEEP,
        ADD_MEMBER,
        REMOVE_MEMBER,
        /** They are no member here, and stay one there, because they are managed and would lose their account. */
        KEEP_MEMBER;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
