package org.gatehouse.signin;

import jakarta.inject.Inject;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.MessagePolicy;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.security.auth.message.module.ServerAuthModule;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import org.glassfish.soteria.mechanisms.HttpMessageContextImpl;
import org.glassfish.soteria.mechanisms.jaspic.Jaspic;
import org.jspecify.annotations.Nullable;

/**
 * Where the container hands a request to {@link RequestAuthentication} (Jakarta Authentication, section 3.8). Soteria's own module, in
 * whose place this one is put, looks the mechanism up by JNDI twice for each request: see {@code docs/performance.md}.
 */
@WebListener
public class AuthenticationModule implements ServerAuthModule, ServletContextListener {

    @Inject
    RequestAuthentication authentication;

    private @Nullable CallbackHandler handler;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        AuthConfigFactory.getFactory().removeServerAuthModule(context);
        AuthConfigFactory.getFactory().registerServerAuthModule(this, context);
    }

    @Override
    public void initialize(
            MessagePolicy request, MessagePolicy response, CallbackHandler handler, Map<String, Object> options) {
        this.handler = handler;
    }

    @Override
    public Class<?>[] getSupportedMessageTypes() {
        return new Class<?>[] {HttpServletRequest.class, HttpServletResponse.class};
    }

    @Override
    public AuthStatus validateRequest(MessageInfo info, Subject client, Subject service) {
        HttpMessageContext message = new HttpMessageContextImpl(handler, info, client);
        return Jaspic.fromAuthenticationStatus(
                authentication.validateRequest(message.getRequest(), message.getResponse(), message));
    }

    @Override
    public AuthStatus secureResponse(MessageInfo info, Subject service) {
        return AuthStatus.SEND_SUCCESS;
    }

    /** {@code request.logout()}. */
    @Override
    public void cleanSubject(MessageInfo info, Subject subject) {
        HttpMessageContext message = new HttpMessageContextImpl(handler, info, subject);
        authentication.cleanSubject(message.getRequest(), message.getResponse(), message);
    }
}
