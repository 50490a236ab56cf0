package org.gatehouse.system;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the database answers. That migrations ran is certain: without them the application does not start. */
@Readiness
@ApplicationScoped
public class DatabaseHealth implements HealthCheck {

    private static final int TIMEOUT_SECONDS = 5;

    @Resource(lookup = "java:app/jdbc/gatehouse")
    DataSource database;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("database").status(answers()).build();
    }

    private boolean answers() {
        try (Connection connection = database.getConnection()) {
            return connection.isValid(TIMEOUT_SECONDS);
        } catch (SQLException unreachable) {
            return false;
        }
    }
}
