package org.gatehouse.setup;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;

/** Whether the database answers, and is at the level that this version of Gatehouse knows. */
@ApplicationScoped
public class DatabaseCheck implements SetupCheck {

    @Resource(lookup = "java:app/jdbc/gatehouse")
    DataSource database;

    @Override
    public Subject subject() {
        return Subject.DATABASE;
    }

    @Override
    public Finding look() {
        try {
            return judge(product(), level());
        } catch (SQLException unreachable) {
            return Finding.wrong(
                    "The database does not answer.",
                    "Start it, or correct DATABASE_URL, DATABASE_USER and DATABASE_PASSWORD; the log says more.");
        }
    }

    private static Finding judge(String product, MigrationInfoService level) {
        MigrationInfo current = level.current();
        if (current == null || level.pending().length > 0) {
            return Finding.wrong(
                    product + " answers, but lacks migrations of this version.",
                    "Restart Gatehouse: it migrates the database at start.");
        }
        if (current.getState().isResolved()) {
            return Finding.ok(product + " answers, at migration " + current.getVersion() + ", the newest there is.");
        }
        return Finding.wrong(
                product + " is at migration " + current.getVersion() + ", made by a newer Gatehouse; this one knows "
                        + newestKnown(level) + ".",
                "Deploy the newer version again, or go back to a backup from before it.");
    }

    private static String newestKnown(MigrationInfoService level) {
        return Arrays.stream(level.all())
                .filter(migration -> migration.getState().isResolved())
                .reduce((earlier, later) -> later)
                .map(migration -> migration.getVersion().toString())
                .orElse("none");
    }

    private String product() throws SQLException {
        try (Connection connection = database.getConnection()) {
            DatabaseMetaData product = connection.getMetaData();
            return product.getDatabaseProductName() + " "
                    + product.getDatabaseProductVersion().replaceFirst(" .*", "");
        }
    }

    private MigrationInfoService level() {
        return Flyway.configure(DatabaseCheck.class.getClassLoader())
                .dataSource(database)
                .placeholderReplacement(false)
                .load()
                .info();
    }
}
