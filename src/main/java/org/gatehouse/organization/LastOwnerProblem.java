package org.gatehouse.organization;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import org.gatehouse.problem.ConflictProblem;

/** 409: an organization would be left without an owner. */
public class LastOwnerProblem extends ConflictProblem {

    private final transient List<OrganizationView> organizations;

    LastOwnerProblem() {
        super("last-owner", "An organization needs an owner. Make somebody else an owner first.");
        organizations = List.of();
    }

    /** @param organizations those that others belong to, with the caller as their only owner */
    LastOwnerProblem(List<OrganizationView> organizations) {
        super(
                "last-owner",
                organizations.stream()
                        .map(OrganizationView::name)
                        .collect(Collectors.joining(
                                ", ",
                                "You are the only owner of ",
                                ". Make somebody else an owner there, or delete it, first.")));
        this.organizations = List.copyOf(organizations);
    }

    /** {@code organizations}: which ones. */
    @Override
    public JsonObject extensions() {
        if (organizations.isEmpty()) {
            return super.extensions();
        }
        JsonArrayBuilder list = Json.createArrayBuilder();
        organizations.forEach(organization -> list.add(Json.createObjectBuilder()
                .add("id", organization.id().toString())
                .add("slug", organization.slug())
                .add("name", organization.name())));
        return Json.createObjectBuilder().add("organizations", list).build();
    }
}
