package org.gatehouse.system;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gatehouse.testing.MapConfig;
import org.gatehouse.testing.Postgres;

/**
 * The databases that Gatehouse runs on, opened and migrated by its own code, with its entities but no container. A test
 * runs on each of them:
 *
 * <pre>
 * &#64;ParameterizedClass
 * &#64;EnumSource(TestDatabase.class)
 * class MemberRepositoryTest {
 *     &#64;Parameter
 *     TestDatabase database;
 *
 *     &#64;BeforeEach
 *     void empty() {
 *         database.empty();
 *     }
 *
 *     … database.run(em -&gt; { … });
 * </pre>
 */
public enum TestDatabase {
    H2 {
        @Override
        Map<String, String> settings() throws IOException {
            var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "h2")), "h2-");
            return Map.of("DATA_DIR", folder.toString());
        }

        @Override
        Stream<String> truncate(List<String> tables) {
            return Stream.of(
                            Stream.of("set referential_integrity false"),
                            tables.stream().map(table -> "truncate table " + table),
                            Stream.of("set referential_integrity true"))
                    .flatMap(Function.identity());
        }
    },
    POSTGRESQL {
        @Override
        Map<String, String> settings() {
            return Map.of("DATABASE_URL", Postgres.start().url(), "DATABASE_USER", "postgres");
        }

        @Override
        Stream<String> truncate(List<String> tables) {
            return Stream.of("truncate table " + String.join(", ", tables));
        }
    };

    private static final Map<TestDatabase, Opened> OPENED = new ConcurrentHashMap<>();

    abstract Map<String, String> settings() throws IOException;

    abstract Stream<String> truncate(List<String> tables);

    /** Does something in a transaction of its own, which is rolled back if it fails. May be called by many threads. */
    public void run(Consumer<EntityManager> work) {
        call(em -> {
            work.accept(em);
            return true;
        });
    }

    /** As {@link #run}, and returns what came out. */
    public <T> T call(Function<EntityManager, T> work) {
        try (var em = opened().entityManagers.createEntityManager()) {
            var transaction = em.getTransaction();
            transaction.begin();
            try {
                var result = work.apply(em);
                transaction.commit();
                return result;
            } finally {
                if (transaction.isActive()) {
                    transaction.rollback();
                }
            }
        }
    }

    /** Deletes every row. */
    public void empty() {
        run(em -> {
            @SuppressWarnings("unchecked")
            List<String> tables = em.createNativeQuery("select table_name from information_schema.tables"
                            + " where table_schema = 'public' and table_name <> 'flyway_schema_history'")
                    .getResultList();
            truncate(tables).forEach(sql -> em.createNativeQuery(sql).executeUpdate());
        });
    }

    private Opened opened() {
        return OPENED.computeIfAbsent(this, Opened::new);
    }

    /** What is opened once, when the first test asks for it, and lives as long as this JVM. */
    private static final class Opened {
        private final EntityManagerFactory entityManagers;

        /** H2 would close its file, and open it again, with each of the others. */
        @SuppressWarnings("unused")
        private final Connection first;

        Opened(TestDatabase database) {
            try {
                var dataSource = new ConfiguredDataSource(new MapConfig(database.settings()));
                first = dataSource.getConnection();
                Startup.migrate(dataSource);
                entityManagers = Persistence.createEntityManagerFactory(
                        "gatehouse",
                        Map.of(
                                "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                                "jakarta.persistence.jtaDataSource", "",
                                "jakarta.persistence.nonJtaDataSource", dataSource,
                                "eclipselink.weaving", "false"));
            } catch (IOException | SQLException e) {
                throw new IllegalStateException("cannot open " + database, e);
            }
        }
    }
}
