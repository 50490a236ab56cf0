package org.gatehouse.system;

import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/**
 * Takes Payara's own key {@code endpoints} out of the description at {@code /openapi}: OpenAPI does not know it, and what
 * generates clients refuses a description with it.
 */
public class ApiDescription implements OASFilter {

    private static final Logger LOG = Logger.getLogger(ApiDescription.class.getName());

    @Override
    public void filterOpenAPI(OpenAPI description) {
        try {
            description.getClass().getMethod("setEndpoints", Map.class).invoke(description, Map.of());
        } catch (ReflectiveOperationException noSuchKey) {
            LOG.log(Level.FINE, "This server adds no endpoints", noSuchKey);
        }
    }
}
