package org.gatehouse.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.OpenApi;
import org.gatehouse.testing.Sql;
import org.gatehouse.testing.Tokens;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cell of {@code docs/permissions.md} is tried, and every operation of the API has its row there. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class PermissionMatrixIT {
    private static final Path DOCUMENT = Path.of("docs/permissions.md");
    private static final List<String> CALLERS = List.of(
            "nobody",
            "outsider",
            "viewer",
            "editor",
            "admin",
            "owner",
            "members:read",
            "members:write",
            "audit:read",
            "other key",
            "administrator",
            "bearer",
            "shared token");

    private static final String HEADER = "| operation | on | " + String.join(" | ", CALLERS) + " |";

    private static Timestamp start;
    private static String bearer;

    /** So that it makes no difference where Bob is a member already. */
    @BeforeAll
    static void beginAnewAsBob() throws Exception {
        start = Timestamp.from(Instant.now());
        bearer = Tokens.of("bob").access();
        var bob = Newcomer.bearer(bearer).get("/api/auth/me").text("/user/id");
        Newcomer.administrator().delete("/api/admin/users/" + bob);
    }

    /** Thousands of rows that others would have to wade through, and Bob's. */
    @AfterAll
    static void tidyUp() throws Exception {
        Sql.run("delete from guarded_app where created_at >= ?", start);
        Sql.run("delete from organization where created_at >= ?", start);
        Sql.run("delete from app_user where created_at >= ?", start);
        Sql.run("delete from audit_event where at >= ?", start);
    }

    @Test
    void everyOperationHasItsRowAndEveryRowItsOperation() throws Exception {
        var described = OpenApi.operations().stream()
                .map(operation -> operation.method() + " " + operation.path())
                .toList();

        assertThat(rows()).map(PermissionMatrixIT::operation).hasSameElementsAs(described);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyCallerGetsTheStatusInTheRow(String row) throws Exception {
        var on = row.split(" *\\| *", -1)[2];
        var tried = new StringBuilder("| `" + operation(row) + "` | " + on + " |");
        for (var caller : CALLERS) {
            tried.append(' ')
                    .append(new Attempt(bearer, operation(row), on).by(caller))
                    .append(" |");
        }

        assertThat(tried.toString()).as(DOCUMENT.toString()).isEqualTo(row);
    }

    /** Whatever stands in a table and is no header of it. */
    static List<String> rows() throws IOException {
        return Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("|") && !line.startsWith("|---") && !line.equals(HEADER))
                .toList();
    }

    private static String operation(String row) {
        return row.split(" *\\| *", -1)[1].replace("`", "");
    }
}
