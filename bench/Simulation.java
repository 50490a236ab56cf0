import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.gatehouse.system.TestDatabase;

/** Runs {@code simulation.sql} on an empty PostgreSQL that has Gatehouse's tables, and prints what it has put into {@code figure}. */
public final class Simulation {
    private Simulation() {}

    public static void main(String[] none) throws Exception {
        var script = Files.readString(Path.of("bench", "simulation.sql")).split("(?m)^;$");
        TestDatabase.POSTGRESQL.run(em -> {
            try (var statement = em.unwrap(Connection.class).createStatement()) {
                for (int i = 0; i < script.length; i++) {
                    var begin = Instant.now();
                    statement.execute(script[i]);
                    System.err.printf("part %d of %d: %d s%n", i + 1, script.length, Duration.between(begin, Instant.now()).toSeconds());
                }
                print(statement);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        System.exit(0);
    }

    private static void print(Statement statement) throws SQLException {
        System.out.println("| 10,000,000 memberships | one table | in 16 partitions |\n|---|--:|--:|");
        try (var figures = statement.executeQuery("select line, plain, divided from figure order by place")) {
            while (figures.next()) {
                System.out.printf("| %s | %s | %s |%n", figures.getString(1), figures.getString(2), Objects.requireNonNullElse(figures.getString(3), "-"));
            }
        }
    }
}
