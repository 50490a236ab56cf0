import com.fasterxml.jackson.databind.ObjectMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gatehouse.testing.ChildProcess;
import org.gatehouse.testing.Ports;

/** How fast invitations are imported without mail, and what memory is left in use after 10,000 of them and after 110,000. */
public final class Imports {
    private static final int ROWS = 10_000;
    private static final int MORE = 10;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final URI gatehouse;
    private final String cookie;

    private Imports(URI gatehouse, String cookie) {
        this.gatehouse = gatehouse;
        this.cookie = cookie;
    }

    public static void main(String[] none) throws Exception {
        int port = Ports.free();
        var address = URI.create("http://localhost:" + port);
        try (var server = EmbeddedPostgres.start()) {
            server.getPostgresDatabase().getConnection().createStatement().execute("create database gatehouse");
            var settings = Machines.settings(server.getPort(), address, Start.NOBODY);
            try (var payara = Machines.payara("imports", port, settings, "target/bench/ROOT.war")) {
                payara.awaitOk(address.resolve("/api/auth/me"), "Exception while loading the app");
                var database = server.getDatabase("postgres", "gatehouse").getConnection();
                var session = Scene.signIn(database, Start.NOBODY, UUID.randomUUID(), "ann", false);
                new Imports(address, Scene.cookie("session", "gatehouse_session", "sid", session)).run(payara);
            }
        }
        System.exit(0);
    }

    private void run(ChildProcess payara) throws Exception {
        one(0); // Java has not compiled anything yet
        double before = Start.heapAfterCollection(payara);
        var first = one(1);
        double afterOne = Start.heapAfterCollection(payara);
        double rate = 0;
        for (int i = 2; i < 2 + MORE; i++) {
            rate += one(i).perSecond() / MORE;
        }
        double afterMore = Start.heapAfterCollection(payara);
        System.out.printf(
                Locale.ROOT,
                """
                | importing | |
                |---|--:|
                | %,d rows, rows/s | %.0f |
                | %d times as many, rows/s | %.0f |
                | progress told of the first, rows done | %s |
                | heap before, MB | %.1f |
                | heap after %,d rows, MB | %.1f |
                | heap after %d times as many more, MB | %.1f |
                """,
                ROWS, first.perSecond(), MORE, rate, first.progress(), before, ROWS, afterOne, MORE, afterMore);
    }

    /** Until the last row has its result, sending the file included. */
    private Imported one(int organization) throws Exception {
        var slug = "import-" + organization;
        var id = JSON.readTree(send("/api/orgs", "application/json", JSON.writeValueAsString(Map.of("name", slug, "slug", slug)))).at("/id").asText();
        var rows = IntStream.range(0, ROWS)
                .mapToObj(i -> "guest." + organization + "." + i + "@example.com,viewer")
                .collect(Collectors.joining("\n", "email,role\n", "\n"));
        long begin = System.nanoTime();
        var imports = "/api/orgs/" + id + "/imports";
        var running = JSON.readTree(send(imports, "text/csv", rows));
        Set<Integer> progress = new LinkedHashSet<>();
        while (running.at("/finished_at").isNull()) {
            TimeUnit.MILLISECONDS.sleep(50);
            running = JSON.readTree(send(imports + "/" + running.at("/id").asText(), null, null));
            progress.add(running.at("/invited").asInt());
        }
        if (running.at("/invited").asInt() != ROWS) {
            throw new IllegalStateException("not all were invited: " + running);
        }
        return new Imported(ROWS / ((System.nanoTime() - begin) / 1e9), progress);
    }

    private String send(String path, String type, String body) throws Exception {
        var request = HttpRequest.newBuilder(gatehouse.resolve(path)).header("Cookie", cookie);
        var answer = CLIENT.send(
                (body == null ? request : request.header("Content-Type", type).POST(BodyPublishers.ofString(body))).build(),
                BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private record Imported(double perSecond, Set<Integer> progress) {}
}
