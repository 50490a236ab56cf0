import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * An organization of a million members beside one of ten, and what is asked of their lists. The million are members alone, without
 * a user behind each: a list does not look at users.
 */
final class Crowd {
    private static final int MANY = 1_000_000;
    private static final int FEW = 10;

    private final Machines machines;
    private final UUID owner;
    private final Map<String, String> byOwner;
    private final UUID large = UUID.randomUUID();
    private final UUID small = UUID.randomUUID();

    Crowd(Machines machines, UUID owner, Map<String, String> byOwner) {
        this.machines = machines;
        this.owner = owner;
        this.byOwner = byOwner;
    }

    List<Work> works() {
        return List.of(
                list("list: 10 of 10 members", small, "limit=10"),
                list("list: 10 of 1,000,000 members", large, "limit=10"),
                list("list: first 50 by name", large, "limit=50"),
                list("list: 50 in the middle by name", large, "limit=50&cursor=" + middle("NAME", "somebody 500000")),
                list("list: the last 50 by name", large, "limit=50&cursor=" + middle("NAME", "somebody 999949")),
                list("list: first 50 by email", large, "limit=50&sort=email"),
                list("list: 50 in the middle by email", large, "limit=50&sort=email&cursor=" + middle("EMAIL", "somebody.500000@")),
                list("list: first 50 by role", large, "limit=50&sort=role"),
                list("list: first 50 by age", large, "limit=50&sort=created_at"),
                list("list: 50 in the middle by age", large, "limit=50&sort=created_at&cursor=" + middle("CREATED_AT", "2026-01-06T18:53:20Z")),
                list("list: search that finds 111,111 by name", large, "limit=50&q=somebody+5"),
                list("list: search that finds 11,111 by address", large, "limit=50&q=somebody.55"),
                list("list: search that finds one", large, "limit=50&q=somebody+555555"),
                page("page: members, 10 of them", "/orgs/" + small + "/settings", "counts"),
                page("page: members, 50 of 1,000,000", "/orgs/" + large + "/settings", "more than 1,000 members"),
                page("page: nothing in the same template", "/orgs/" + small + "/audit", "Nothing here."));
    }

    /** What the chosen works need, if any does: it takes a minute or two. */
    void gatherFor(List<Work> chosen) throws SQLException {
        if (chosen.stream().anyMatch(works()::contains)) {
            gather(small, FEW);
            gather(large, MANY);
        }
    }

    private void gather(UUID organization, int members) throws SQLException {
        try (var statement = machines.database().createStatement()) {
            statement.execute("set session_replication_role = replica"); // no users are looked for
            statement.execute("""
                    insert into organization (id, name, slug, created_at) values ('%1$s', 'Crowd', 'crowd-%2$d', now());
                    insert into membership (id, organization_id, user_id, role, name, name_key, email, email_key, created_at)
                    select gen_random_uuid(), '%1$s', gen_random_uuid(), 'viewer', 'Somebody ' || i, 'somebody ' || i,
                      'somebody.' || i || '@example.com', 'somebody.' || i || '@example.com',
                      timestamp with time zone '2026-01-01 00:00:00+00' + i * interval '1 second'
                    from generate_series(2, %2$d) i;
                    insert into membership (id, organization_id, user_id, role, name, name_key, email, email_key, created_at)
                    values (gen_random_uuid(), '%1$s', '%3$s', 'owner', 'Ann', 'ann', 'ann@example.com', 'ann@example.com', now())""".formatted(organization, members, owner));
            statement.execute("set session_replication_role = origin");
            statement.execute("vacuum analyze membership");
        }
    }

    /** A place in the list, as the list itself spells it. */
    private static String middle(String sort, String key) {
        var place = String.join("\n", "MEMBERS", "", sort.toLowerCase(Locale.ROOT), new UUID(0, 0).toString(), "forward", key);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    private Work list(String name, UUID organization, String query) {
        return work(name, "/api/orgs/" + organization + "/members?" + query, byOwner, "\"org_id\":\"" + organization);
    }

    private Work page(String name, String path, String sign) {
        return work(name, path, Map.of("Cookie", byOwner.get("Cookie"), "Accept", "text/html"), sign);
    }

    private Work work(String name, String path, Map<String, String> headers, String sign) {
        return new Work(name, machines.gatehouse(), machines.gatehouse(path), headers, 200, sign);
    }
}
