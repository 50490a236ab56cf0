package org.gatehouse.setup;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.gatehouse.access.Caller;
import org.gatehouse.settings.Settings;
import org.jspecify.annotations.Nullable;

/** The set-up check for programs of the instance administrator. */
@Path("admin/setup")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SetupResource {

    @Inject
    SetupService setup;

    @Inject
    Settings settings;

    @Inject
    Caller caller;

    @Context
    HttpServletRequest request;

    @GET
    public Setup look() {
        Visit visit = Visit.of(request, settings.trustedProxies(), caller.getSessionId() != null);
        return new Setup(setup.look(visit).stream().map(Check::of).toList());
    }

    public record Setup(List<Check> checks) {}

    @JsonbNillable
    public record Check(
            String name,
            String status,
            String detail,
            @Nullable String fix,
            @Nullable String value) {

        static Check of(SetupLine line) {
            Finding finding = line.finding();
            return new Check(
                    line.subject().word(), finding.status().word(), finding.detail(), finding.fix(), finding.value());
        }
    }
}
