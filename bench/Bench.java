import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Measures each work between two rounds of unit A, several times, while nothing else is done on this machine, and prints medians.
 *
 * <pre>
 * A, work 1, A, work 2, A … A, work 2, A, work 1, A …
 * </pre>
 */
public final class Bench {
    /** What of a server's CPU Java's compiler may take once it is warm, in percent. */
    private static final double COMPILING = 3;
    private static final int MOST_WARMING = 60;
    private static final int ROUNDS = Integer.parseInt(System.getenv().getOrDefault("ROUNDS", "5"));
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    /** What of the machine others may take, in percent. */
    private static final double BUSY =
            Double.parseDouble(System.getenv().getOrDefault("BUSY", "5"));

    private final Machines machines = new Machines();
    private final Work a = unit("A: a bare servlet", "/servlet/unit", 204, "");
    private final Work b = unit("B: an empty JAX-RS resource", "/resource/api/unit", 200, "ok");
    private final List<Work> works = new ArrayList<>(List.of(b));
    /** With the cost relative to A's. */
    private final Map<Work, List<Measured>> measured = new HashMap<>();

    private Instant deadline = Instant.MAX;

    private Bench() throws Exception {}

    public static void main(String[] names) throws Exception {
        Thread.currentThread().setUncaughtExceptionHandler((main, failure) -> {
            failure.printStackTrace();
            System.exit(1); // or what was started would go on
        });
        new Bench().run(List.of(names));
        System.exit(0);
    }

    private void run(List<String> names) throws Exception {
        var scene = new Scene(machines);
        Stream.concat(scene.works().stream(), scene.crowd().works().stream())
                .filter(work -> names.isEmpty() || names.stream().anyMatch(work.name()::contains))
                .forEach(works::add);
        scene.crowd().gatherFor(works);
        say("Gatehouse is process " + machines.gatehouse() + ", the units are " + machines.units());
        warm(a);
        for (var work : works) {
            warm(work);
        }
        deadline = Instant.now().plus(PATIENCE);
        measure();
        var table = table();
        Files.writeString(Path.of("target", "bench", "performance.md"), table);
        System.out.println(table);
    }

    private void warm(Work work) throws Exception {
        say("%s: %d characters".formatted(work.name(), work.check()));
        double compiling = 100;
        for (int i = 0; i < MOST_WARMING && compiling > COMPILING; i++) {
            var round = Round.of(work, machines);
            compiling = round.compiling();
            say("warming %s: %.0f µs, %.0f %% of it compiling".formatted(work.name(), round.cpu(), compiling));
        }
    }

    private void measure() throws Exception {
        var before = quiet(a);
        for (int i = 0; i < ROUNDS; i++) {
            for (var work : works) {
                var round = quiet(work);
                var after = quiet(a);
                double unit = (before.cpu() + after.cpu()) / 2;
                measured.computeIfAbsent(work, none -> new ArrayList<>()).add(new Measured(round, round.cpu() / unit));
                measured.computeIfAbsent(a, none -> new ArrayList<>()).add(new Measured(after, after.cpu() / unit));
                say("%s: %.0f µs, %.2f A".formatted(work.name(), round.cpu(), round.cpu() / unit));
                before = after;
            }
            Collections.reverse(works);
        }
    }

    /** A round during which others did next to nothing. */
    private Round quiet(Work work) throws Exception {
        while (true) {
            var round = Round.of(work, machines);
            if (round.others() <= BUSY && round.compiling() <= 2 * COMPILING) {
                return round;
            }
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("This machine was busy with other things for " + PATIENCE.toMinutes()
                        + " minutes, at the end by " + Math.round(round.others()) + " %: no figures.");
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private String table() {
        double unitB = median(b, Measured::ratio);
        var table = new StringBuilder("""
                | | CPU, µs | × A | × B | PostgreSQL's CPU, µs | statements | requests/s | p50, ms | p99, ms |
                |---|--:|--:|--:|--:|--:|--:|--:|--:|
                """);
        Stream.concat(Stream.of(a, b), works.stream().filter(work -> work != b))
                .map(work -> String.format(
                        Locale.ROOT,
                        "| %s | %.0f | %.1f | %.1f | %.0f | %.2f | %.0f | %.1f | %.1f |%n",
                        work.name(),
                        median(work, figure -> figure.round().cpu()),
                        median(work, Measured::ratio),
                        median(work, Measured::ratio) / unitB,
                        median(work, figure -> figure.round().database()),
                        median(work, figure -> figure.round().statements()),
                        median(work, figure -> figure.round().perSecond()),
                        median(work, figure -> figure.round().p50()),
                        median(work, figure -> figure.round().p99())))
                .forEach(table::append);
        return table.append(circumstances()).toString();
    }

    /** Without which figures say nothing. */
    private String circumstances() {
        double others = measured.values().stream()
                .flatMap(List::stream)
                .mapToDouble(figure -> figure.round().others())
                .max()
                .orElseThrow();
        return String.format(
                Locale.ROOT,
                "%n%s, %d processors, Java %s, Payara Micro in 512 MB of heap each. Medians of %d rounds at"
                        + " %s connections; others took %.0f %% of the machine at most.%n",
                LocalDate.now(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                ROUNDS,
                Round.CONNECTIONS,
                others);
    }

    private double median(Work work, ToDoubleFunction<Measured> figure) {
        var sorted = measured.get(work).stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private Work unit(String name, String path, int status, String sign) {
        return new Work(name, machines.units(), machines.unit(path), Map.of(), status, sign);
    }

    private static void say(String progress) {
        System.err.println(progress);
    }

    private record Measured(Round round, double ratio) {}
}
