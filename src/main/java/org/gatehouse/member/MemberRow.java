package org.gatehouse.member;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the list as its page shows it. */
public final class MemberRow {

    private final MemberView view;
    private final MembersPage page;

    MemberRow(MemberView view, MembersPage page) {
        this.view = view;
        this.page = page;
    }

    MemberView view() {
        return view;
    }

    public UUID getId() {
        return view.id();
    }

    public String getLabel() {
        return view.label();
    }

    public @Nullable String getEmail() {
        return view.email();
    }

    public String getInitials() {
        return page.avatars.initials(getLabel());
    }

    public int getTint() {
        return page.avatars.tint(getLabel());
    }

    public boolean isYou() {
        return view.you();
    }

    public boolean isPending() {
        return view.isPending();
    }

    public boolean isExpired() {
        return view.status() == MemberStatus.EXPIRED;
    }

    public String getStatus() {
        return page.texts.of("members.tag." + view.status().word());
    }

    public String getInvited() {
        return view.invitedBy() == null || view.invitedBy().isEmpty()
                ? page.texts.of("members.invited")
                : page.texts.of("members.invitedBy", view.invitedBy());
    }

    public String getDelivery() {
        return page.texts.of("members.delivery." + view.delivery());
    }

    public boolean isFailed() {
        return "failed".equals(view.delivery());
    }

    public boolean isManaged() {
        return view.followsProvider();
    }

    /** Whether it is for the caller to change, if anybody can. */
    public boolean isManageable() {
        return view.manageable();
    }

    /** Whether nobody can change its role here, which the caller may ask about. */
    public boolean isFixed() {
        return view.manageable() && isKept();
    }

    public boolean isChangeable() {
        return view.manageable() && !isKept();
    }

    private boolean isKept() {
        return view.followsProvider() || view.lastOwner();
    }

    public String getRole() {
        return view.role().word();
    }

    public String getRoleLabel() {
        return page.texts.of("members.role.of", getLabel());
    }

    /** By whom it is managed. */
    public String getManagedBy() {
        return page.texts.of("members.managed", page.getProvider());
    }

    /** Why its role is fixed. */
    public String getReason() {
        return view.followsProvider()
                ? page.texts.of("members.managed.why", page.getProvider())
                : page.texts.of("members.role.lastOwner");
    }

    public String getTimeLabel() {
        return page.texts.of(
                switch (view.status()) {
                    case ACTIVE -> "members.joined";
                    case PENDING -> "members.expires";
                    case EXPIRED -> "members.expired";
                });
    }

    /** When a member has joined, or an invitation ends. */
    public Instant getTime() {
        return view.isPending() ? Objects.requireNonNull(view.expiresAt()) : view.createdAt();
    }

    public String getTimeInWords() {
        return page.times.words(getTime());
    }

    public String getExactTime() {
        return page.times.exact(getTime());
    }

    public boolean isRevocable() {
        return view.isPending() && view.manageable();
    }

    /** Whether there is more to do with a member, or to say why not. */
    public boolean isMore() {
        return view.you() || (view.manageable() && !view.isPending());
    }

    public String getMoreLabel() {
        return page.texts.of("members.more", getLabel());
    }

    /** The page with what there is more. */
    public String getAddress() {
        return page.address.with(MembersPage.OPENED, view.id());
    }

    /** What ending it means, or why that cannot be done here. */
    public String getConsequence() {
        String organization = page.organization.getName();
        if (isKept()) {
            return view.followsProvider() && view.you()
                    ? page.texts.of("members.managed.leave", page.getProvider(), organization)
                    : getReason();
        }
        if (view.isPending()) {
            return page.texts.of("members.revoke.lost", getLabel());
        }
        return view.you()
                ? page.texts.of("leave.lost", organization)
                : page.texts.of("members.remove.lost", getLabel(), organization);
    }

    /** What the button says that ends it; null where there is none. */
    public @Nullable String getEnding() {
        if (isKept()) {
            return null;
        }
        if (view.isPending()) {
            return page.texts.of("members.revoke.confirm");
        }
        return view.you()
                ? page.texts.of("leave.whom", page.organization.getName())
                : page.texts.of("members.remove", getLabel());
    }

    /** Whether its role was changed just now. */
    public boolean isChanged() {
        return getUndo().startsWith(view.id() + ".");
    }

    /** What takes the last change of a role back. */
    public String getUndo() {
        return page.flash.get(MembersPage.CHANGED);
    }
}
