package org.gatehouse.system;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;
import org.gatehouse.account.UserResource;
import org.gatehouse.admin.AdminOrganizationResource;
import org.gatehouse.admin.AdminUserResource;
import org.gatehouse.apikey.ApiKeyResource;
import org.gatehouse.app.AppTokenResource;
import org.gatehouse.app.GuardedAppResource;
import org.gatehouse.app.OrganizationAppResource;
import org.gatehouse.app.OrganizationAppTokenResource;
import org.gatehouse.audit.AuditResource;
import org.gatehouse.idempotency.IdempotencyFilter;
import org.gatehouse.imports.ImportResource;
import org.gatehouse.invitation.InvitationResource;
import org.gatehouse.link.InvitationLinkResource;
import org.gatehouse.link.JoinResource;
import org.gatehouse.member.MemberResource;
import org.gatehouse.mirror.MirrorResource;
import org.gatehouse.organization.OrganizationResource;
import org.gatehouse.organization.OwnershipTransferResource;
import org.gatehouse.problem.ProblemMapper;
import org.gatehouse.problem.UnexpectedMapper;
import org.gatehouse.session.SessionResource;
import org.gatehouse.setup.SetupResource;
import org.gatehouse.signin.AuthResource;
import org.gatehouse.signin.BackchannelLogoutResource;
import org.gatehouse.signin.BasicChallenge;

/** The HTTP API, under {@code /api}. */
@ApplicationPath("api")
public class RestApplication extends Application {

    /** By name, or Jersey would take the interfaces of Keycloak's admin client for resources of ours. */
    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                AdminOrganizationResource.class,
                AdminUserResource.class,
                ApiKeyResource.class,
                AppTokenResource.class,
                AuditResource.class,
                AuthResource.class,
                BackchannelLogoutResource.class,
                BasicChallenge.class,
                BodyReader.class,
                FormatParameter.class,
                GuardedAppResource.class,
                IdempotencyFilter.class,
                ImportResource.class,
                InvitationLinkResource.class,
                InvitationResource.class,
                JoinResource.class,
                JsonConfiguration.class,
                MemberResource.class,
                MirrorResource.class,
                OrganizationAppResource.class,
                OrganizationAppTokenResource.class,
                OrganizationResource.class,
                OwnershipTransferResource.class,
                ProblemMapper.class,
                RefusedCredential.class,
                RequiredBody.class,
                SessionResource.class,
                SetupResource.class,
                UnexpectedMapper.class,
                UserResource.class);
    }

    /** The API is described at {@code /openapi}, not in Jersey's own language as well. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
