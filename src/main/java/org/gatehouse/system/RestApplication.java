package org.gatehouse.system;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** The HTTP API, under {@code /api}. */
@ApplicationPath("api")
public class RestApplication extends Application {

    /** The API is described at {@code /openapi}, not in Jersey's own language as well. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
