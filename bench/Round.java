import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What some seconds of one request, sent over and over, have shown.
 *
 * @param cpu of the server, in microseconds a request
 * @param compiling how much of that was Java's compiler, in percent
 * @param database PostgreSQL's
 * @param statements sent to PostgreSQL, a request
 * @param perSecond requests
 * @param p50 in milliseconds
 * @param p99 in milliseconds
 * @param others how much of the machine was taken by what has nothing to do with it, in percent
 */
record Round(
        double cpu,
        double compiling,
        double database,
        double statements,
        double perSecond,
        double p50,
        double p99,
        double others) {
    private static final int SECONDS = 4;
    static final String CONNECTIONS = System.getenv().getOrDefault("CONNECTIONS", "8");
    private static final Pattern FIGURES = Pattern.compile("FIGURES (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)");

    /** @throws IllegalStateException if any answer was not the expected one */
    static Round of(Work work, Machines machines) throws Exception {
        long statements = machines.statements();
        long compilers = Cpu.compilers(work.server());
        var before = Cpu.now();
        long begin = System.nanoTime();
        var printed = load(work);
        double wall = (System.nanoTime() - begin) / 1_000.0;
        var after = Cpu.now();
        double server = after.tree(work.server()) - before.tree(work.server());

        var figures = FIGURES.matcher(printed);
        if (!figures.find() || !figures.group(5).equals("0")) {
            throw new IllegalStateException(work.name() + " had errors or unexpected answers: no figure.\n" + printed);
        }
        double requests = Double.parseDouble(figures.group(1));
        long machine = after.machine() - before.machine();
        long ours = machines.all().stream()
                .mapToLong(process -> after.tree(process) - before.tree(process))
                .sum();
        double processors = Runtime.getRuntime().availableProcessors();
        return new Round(
                server * Cpu.MICROSECONDS / requests,
                100 * (Cpu.compilers(work.server()) - compilers) / server,
                (after.tree(machines.postgres()) - before.tree(machines.postgres())) * Cpu.MICROSECONDS / requests,
                (machines.statements() - statements) / requests,
                requests / Double.parseDouble(figures.group(2)) * 1_000_000,
                Double.parseDouble(figures.group(3)) / 1_000,
                Double.parseDouble(figures.group(4)) / 1_000,
                100 * (machine - ours) * Cpu.MICROSECONDS / (wall * processors));
    }

    private static String load(Work work) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                "wrk", "-t1", "-c" + CONNECTIONS, "-d" + SECONDS, "--timeout", "10", "-s", "bench/wrk.lua"));
        work.headers().forEach((name, value) -> command.addAll(List.of("-H", name + ": " + value)));
        command.addAll(List.of(work.address().toString(), "--", Integer.toString(work.status())));
        var tokens = work.tokens().get();
        if (!tokens.isEmpty()) {
            command.add(Files.write(Path.of("target", "bench", "tokens"), tokens).toString());
        }
        var wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
        var printed = new String(wrk.getInputStream().readAllBytes());
        return printed + "wrk ended with " + wrk.waitFor();
    }
}
