package org.gatehouse.system;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.MultipartConfig;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.page.Address;

/**
 * Which view stands behind which address. The views themselves, under {@code WEB-INF}, have none. {@code /login} is ours
 * unless a servlet that was added to Gatehouse takes exactly it.
 */
@WebServlet({"", "/login/*", "/account", "/admin/*", "/orgs/*", "/invitations/*", "/links/*"})
@MultipartConfig(maxRequestSize = PageRoutes.LARGEST, fileSizeThreshold = 64 * 1024)
public class PageRoutes extends HttpServlet {

    /** An import's file, and what stands around it in a form. Its page says what was wrong with a larger one. */
    static final int LARGEST = 5 * 1024 * 1024;

    private static final String ID = "/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})";

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST");

    private static final List<Route> ROUTES = List.of(
            new Route("/", "home"),
            new Route("/login", "login"),
            new Route("/account", "account"),
            new Route("/admin", "admin/setup"),
            new Route("/admin/users", "admin/users"),
            new Route("/admin/orgs", "admin/orgs"),
            new Route("/admin/mirror", "admin/mirror"),
            new Route("/admin/apps", "admin/apps"),
            new Route("/admin/apps/new", "admin/app"),
            new Route("/admin/apps" + ID, "admin/app"),
            new Route("/admin/keycloak-setup", "admin/keycloak-setup"),
            new Route("/orgs/new", "orgs/new"),
            new Route("/orgs" + ID + "/settings", "orgs/members"),
            new Route("/orgs" + ID + "/general", "orgs/general"),
            new Route("/orgs" + ID + "/import", "orgs/import"),
            new Route("/orgs" + ID + "/links", "orgs/links"),
            new Route("/orgs" + ID + "/api-keys", "orgs/api-keys"),
            new Route("/orgs" + ID + "/apps", "orgs/apps"),
            new Route("/orgs" + ID + "/apps" + ID, "orgs/app"),
            new Route("/orgs" + ID + "/audit", "orgs/audit"),
            new Route("/invitations/([\\w-]+)", "invitation"),
            new Route("/links/([\\w-]+)", "join"));

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!METHODS.contains(request.getMethod())) {
            response.setHeader("Allow", String.join(", ", METHODS));
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        String path = request.getRequestURI().substring(request.getContextPath().length());
        for (Route route : ROUTES) {
            Matcher matcher = route.pattern().matcher(path);
            if (matcher.matches()) {
                show(route, matcher, request, response);
                return;
            }
        }
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }

    /** Only a path that is ours is redirected to: {@code //account} would be another host. */
    private static void show(Route route, Matcher path, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > LARGEST) {
            response.sendRedirect(request.getRequestURI() + "?large");
            return;
        }
        for (int i = 1; i <= path.groupCount(); i++) {
            name(request, path, i);
        }
        request.getRequestDispatcher(route.view()).forward(request, response);
    }

    private static void name(HttpServletRequest request, Matcher path, int segment) {
        String named = path.group(segment);
        switch (request.getServletPath()) {
            case "/orgs" -> request.setAttribute(segment == 1 ? Address.ID : Address.APP, UUID.fromString(named));
            case "/admin" -> request.setAttribute(Address.APP, UUID.fromString(named));
            default -> request.setAttribute(Address.TOKEN, named);
        }
    }

    private record Route(Pattern pattern, String view) {

        Route(String path, String view) {
            this(Pattern.compile(path), "/WEB-INF/pages/" + view + ".xhtml");
        }
    }
}
