package org.gatehouse.system;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.gatehouse.settings.SettingsCheck;

/**
 * Checks the settings and brings the database up to date before anything else runs. An EJB, because startup beans run
 * before CDI's start-up observers and before JPA.
 */
@Singleton
@jakarta.ejb.Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Startup {

    @Inject
    SettingsCheck settings;

    @Resource(lookup = "java:app/jdbc/gatehouse")
    DataSource database;

    @PostConstruct
    void start() {
        settings.requireSound();
        migrate(database);
    }

    /** Two nodes that start together take turns: Flyway holds a lock. */
    static void migrate(DataSource database) {
        Flyway.configure(Startup.class.getClassLoader())
                .dataSource(database)
                .placeholders(DatabaseDialect.of(database).placeholders())
                .load()
                .migrate();
    }
}
