package org.gatehouse.sharedtoken;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.Config;
import org.gatehouse.settings.Settings;

/** Tells the log, once at start, how the operator gets in: the one place where a token is shown. */
@WebListener
public class AddressToOpen implements ServletContextListener {

    private static final Logger LOG = Logger.getLogger(AddressToOpen.class.getName());
    /** Where Payara itself listens; the standard port on a server that does not say. */
    private static final String PORT = "payara.instance.http.port";

    private static final String STANDARD_PORT = "8080";

    @Inject
    InstanceToken token;

    @Inject
    Settings settings;

    @Inject
    Config config;

    @Override
    public void contextInitialized(ServletContextEvent start) {
        String address = settings.publicUrl()
                        .map(Object::toString)
                        .orElseGet(() -> localAddress(start.getServletContext().getContextPath()))
                + "/";
        if (settings.isAnonymousAccess()) {
            LOG.warning(() -> "SHARED_TOKEN is off and there is no OpenID Provider: anybody who reaches " + address
                    + " runs this Gatehouse.");
        } else if (token.isOn()) {
            LOG.info(() -> token.shown()
                    .map(shown -> "Open " + address + "?access_token=" + shown
                            + " to run this Gatehouse. Whoever has this address can.")
                    .orElse("Open " + address + " and enter the password of SHARED_TOKEN_PASSWORD."));
        }
    }

    private String localAddress(String contextPath) {
        String port = config.getOptionalValue(PORT, String.class).orElse(STANDARD_PORT);
        return "http://localhost:" + port + contextPath;
    }
}
