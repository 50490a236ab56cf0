package org.gatehouse.system;

import jakarta.servlet.ServletException;
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

/** Which view stands behind which address. The views themselves, under {@code WEB-INF}, have none. */
@WebServlet({"", "/login", "/account", "/orgs/*", "/invitations/*", "/links/*"})
public class PageRoutes extends HttpServlet {

    private static final String ID = "/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})";

    private static final List<Route> ROUTES = List.of(
            new Route("/", "home"),
            new Route("/login", "login"),
            new Route("/account", "account"),
            new Route("/orgs/new", "orgs/new"),
            new Route("/orgs" + ID + "/settings", "orgs/members"),
            new Route("/orgs" + ID + "/general", "orgs/general"),
            new Route("/orgs" + ID + "/links", "orgs/links"),
            new Route("/orgs" + ID + "/api-keys", "orgs/api-keys"),
            new Route("/orgs" + ID + "/audit", "orgs/audit"),
            new Route("/invitations/([\\w-]+)", "invitation"),
            new Route("/links/([\\w-]+)", "join"));

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        for (Route route : ROUTES) {
            Matcher matcher = route.pattern().matcher(path);
            if (matcher.matches()) {
                if (matcher.groupCount() == 1) {
                    name(request, matcher.group(1));
                }
                request.getRequestDispatcher(route.view()).forward(request, response);
                return;
            }
        }
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }

    private static void name(HttpServletRequest request, String segment) {
        if (request.getServletPath().equals("/orgs")) {
            request.setAttribute(Address.ID, UUID.fromString(segment));
        } else {
            request.setAttribute(Address.TOKEN, segment);
        }
    }

    private record Route(Pattern pattern, String view) {

        Route(String path, String view) {
            this(Pattern.compile(path), "/WEB-INF/pages/" + view + ".xhtml");
        }
    }
}
