package org.gatehouse.system;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.gatehouse.app.DeclaredApps;
import org.gatehouse.cache.OtherNodes;
import org.gatehouse.organization.ProviderRoleService;
import org.gatehouse.problem.ConflictProblem;
import org.gatehouse.settings.SettingsCheck;

/**
 * Checks the settings and brings the database up to date, with the applications that a file declares, before anything else runs. An EJB, because startup beans run
 * before CDI's start-up observers and before JPA.
 */
@Singleton
@jakarta.ejb.Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Startup {

    @Inject
    SettingsCheck settings;

    @Inject
    OtherNodes otherNodes;

    @Inject
    DeclaredApps apps;

    @Inject
    ProviderRoleService roles;

    @Resource(lookup = "java:app/jdbc/gatehouse")
    DataSource database;

    @PostConstruct
    void start() {
        settings.requireSound();
        otherNodes.join();
        migrate(database);
        declareApps();
        roles.tellUnknownOrganizations();
    }

    /** Another node that starts at the same time may have been quicker: then there is nothing left to declare. */
    private void declareApps() {
        try {
            apps.apply();
        } catch (ConflictProblem quicker) {
            apps.apply();
        }
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
