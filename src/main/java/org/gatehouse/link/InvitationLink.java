package org.gatehouse.link;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.access.Role;
import org.gatehouse.access.Secret;
import org.gatehouse.mail.EmailAddress;
import org.gatehouse.organization.Organization;
import org.gatehouse.problem.ForbiddenProblem;
import org.gatehouse.problem.Problem;
import org.gatehouse.user.User;
import org.jspecify.annotations.Nullable;

/**
 * An open invitation: whoever has its token, and a verified address in one of its domains if it has some, may join, a
 * number of times and until it expires. The row outlives its end, to tell those who come late.
 */
@Entity
@Table(name = "invitation_link")
public class InvitationLink {

    private static final String SEPARATOR = " ";

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "organization_id")
    private Organization organization;

    private Role role;

    @Column(name = "max_uses")
    private int maxUses;

    private int uses;
    private String domains;

    @Column(name = "token_hash")
    private String tokenHash;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "created_by")
    private @Nullable User createdBy;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    /** When somebody ended it, or its last use was made. */
    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    protected InvitationLink() {}

    InvitationLink(Organization organization, LinkTerms terms, Secret token, @Nullable User createdBy, Instant now) {
        this.id = UUID.randomUUID();
        this.organization = organization;
        this.role = terms.role();
        this.maxUses = terms.maxUses();
        this.domains = String.join(SEPARATOR, terms.domains());
        this.tokenHash = token.hash();
        this.createdBy = createdBy;
        this.createdAt = now;
        this.expiresAt = terms.expiresAt();
    }

    /** @throws ForbiddenProblem if one with the role {@code by} may not make somebody what this link makes them */
    void requireManageable(Role by) {
        if (!by.mayManage(role)) {
            throw new ForbiddenProblem("Your role here, " + by.word() + ", does not permit this. Ask an owner.");
        }
    }

    /**
     * This user joins by it.
     *
     * @throws Problem 410 if it has expired or ended
     * @throws ForbiddenProblem if they are not admitted
     */
    void use(User user, Instant now) {
        if (status(now) != LinkStatus.OPEN) {
            throw new Problem(
                    410,
                    "link-ended",
                    "Link ended",
                    "This link has expired, is used up or was ended. Ask for a new one.");
        }
        refusal(user).ifPresent(reason -> {
            throw new ForbiddenProblem(reason);
        });
        uses++;
        if (uses == maxUses) {
            end(now);
        }
    }

    /** Why this user is not admitted, and what they can do; empty if they are. */
    Optional<String> refusal(User user) {
        if (user.getVerifiedEmail().isEmpty()) {
            return Optional.of("To join by a link, your e-mail address has to be verified."
                    + " Have your provider verify it, then sign in again.");
        }
        List<String> admitted = getDomains();
        boolean admits = admitted.isEmpty()
                || user.getVerifiedEmail()
                        .map(EmailAddress::domain)
                        .filter(admitted::contains)
                        .isPresent();
        return admits
                ? Optional.empty()
                : Optional.of("This link is for addresses at " + String.join(", ", admitted)
                        + " only. Sign in with such an address.");
    }

    void end(Instant now) {
        endedAt = now;
    }

    LinkStatus status(Instant now) {
        if (uses == maxUses) {
            return LinkStatus.USED_UP;
        }
        if (endedAt != null) {
            return LinkStatus.ENDED;
        }
        return now.isBefore(expiresAt) ? LinkStatus.OPEN : LinkStatus.EXPIRED;
    }

    public UUID getId() {
        return id;
    }

    public Organization getOrganization() {
        return organization;
    }

    public Role getRole() {
        return role;
    }

    public int getMaxUses() {
        return maxUses;
    }

    public int getUses() {
        return uses;
    }

    /** Domains of the addresses that are admitted, as they are compared; none admits all. */
    public List<String> getDomains() {
        return Stream.of(domains.split(SEPARATOR))
                .filter(domain -> !domain.isEmpty())
                .toList();
    }

    public Optional<User> getCreatedBy() {
        return Optional.ofNullable(createdBy);
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    public Instant getExpiresAt() {
        return expiresAt;
    }
}
