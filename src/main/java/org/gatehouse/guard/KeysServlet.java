package org.gatehouse.guard;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The public keys by which applications verify assertions, as a JWK Set (RFC 7517). */
@WebServlet("/.well-known/jwks.json")
public class KeysServlet extends HttpServlet {

    @Inject
    AssertionKeyService keys;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/jwk-set+json");
        response.setHeader("Cache-Control", "public, max-age=300");
        response.getOutputStream().write(keys.published().toString().getBytes(UTF_8));
    }
}
