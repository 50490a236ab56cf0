package org.gatehouse.apikey;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.access.Caller.Program;
import org.gatehouse.access.KeptSecret;
import org.gatehouse.access.PrefixedSecret;
import org.gatehouse.access.Scope;
import org.gatehouse.organization.Organization;
import org.gatehouse.problem.InvalidProblem;
import org.gatehouse.user.User;
import org.jspecify.annotations.Nullable;

/** A secret of one organization, with which programs act in it as far as its scopes go. It outlives who made it. */
@Entity
@Table(name = "api_key")
public class ApiKey extends KeptSecret {

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "organization_id")
    private Organization organization;

    /** Their words, with spaces between. */
    private String scopes;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "created_by")
    private @Nullable User createdBy;

    protected ApiKey() {}

    ApiKey(
            Organization organization,
            String name,
            Set<Scope> scopes,
            PrefixedSecret secret,
            User createdBy,
            Instant now,
            @Nullable Instant expiresAt) {
        super(Organization.requireName(name), secret, now, expiresAt);
        this.organization = organization;
        this.scopes = requireScopes(scopes).stream().map(Scope::word).collect(joining(" "));
        this.createdBy = createdBy;
    }

    /** @throws InvalidProblem if there is none */
    static Set<Scope> requireScopes(Set<Scope> scopes) {
        if (scopes.isEmpty()) {
            throw new InvalidProblem("scopes", "Choose at least one scope.");
        }
        return scopes;
    }

    public Program toProgram() {
        return new Program(getId(), organization.getId(), getName(), getScopes());
    }

    public Set<Scope> getScopes() {
        return Arrays.stream(scopes.split(" ")).map(Scope::of).collect(toCollection(() -> EnumSet.noneOf(Scope.class)));
    }

    public Optional<User> getCreatedBy() {
        return Optional.ofNullable(createdBy);
    }
}
