package org.gatehouse.member;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Role;
import org.gatehouse.organization.MembershipService;
import org.gatehouse.paging.Paging;
import org.jspecify.annotations.Nullable;

/** Who belongs to an organization and who is invited, as one list. A row keeps its id when the invited person joins. */
@Path("orgs/{organization}/members")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class MemberResource {

    @Inject
    MemberService members;

    @Inject
    MembershipService memberships;

    @PathParam("organization")
    UUID organization;

    @Context
    UriInfo here;

    @GET
    public Response list(
            @QueryParam("q") @Nullable String q,
            @QueryParam("role") @Nullable String role,
            @QueryParam("status") @Nullable String status,
            @QueryParam("sort") @Nullable String sort,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        MemberPage page = members.list(organization, MemberQuery.parse(q, role, status, sort, cursor, limit));
        return Paging.answer(page.rows().stream().map(Member::of).toList(), page.older(), here);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response invite(NewMember body) {
        MemberView invited = members.invite(
                organization, body.email(), body.role(), body.note().orElse(null));
        return Response.created(here.getAbsolutePathBuilder()
                        .path(invited.id().toString())
                        .build())
                .entity(Member.of(invited))
                .build();
    }

    @GET
    @Path("{id}")
    public Member get(@PathParam("id") UUID id) {
        return Member.of(members.get(organization, id));
    }

    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Member changeRole(@PathParam("id") UUID id, MemberChange body) {
        return Member.of(members.changeRole(organization, id, Role.of(body.role())));
    }

    @DELETE
    @Path("{id}")
    public void remove(@PathParam("id") UUID id) {
        members.remove(organization, id);
    }

    /** Leaves: who calls need not know the id of their own membership. */
    @DELETE
    @Path("me")
    public void leave() {
        memberships.leave(organization);
    }

    /** Has the mail of an invitation delivered again, with a new link. */
    @POST
    @Path("{id}/delivery")
    public Response deliver(@PathParam("id") UUID id) {
        return Response.status(Status.ACCEPTED)
                .entity(Member.of(members.resend(organization, id)))
                .build();
    }

    public record NewMember(String email, String role, Optional<String> note) {}

    public record MemberChange(String role) {}

    @JsonbNillable
    public record Member(
            UUID id,
            UUID orgId,
            @Nullable UUID userId,
            @Nullable String email,
            String role,
            Instant createdAt,
            @Nullable String name,
            String status,
            @Nullable Instant expiresAt,
            @Nullable String invitedBy,
            @Nullable String delivery,
            boolean managedByProvider) {

        static Member of(MemberView view) {
            return new Member(
                    view.id(),
                    view.organizationId(),
                    view.userId(),
                    view.email(),
                    view.role().word(),
                    view.createdAt(),
                    view.isPending() ? null : view.name(),
                    view.status().word(),
                    view.expiresAt(),
                    view.invitedBy(),
                    view.delivery(),
                    view.followsProvider());
        }
    }
}
