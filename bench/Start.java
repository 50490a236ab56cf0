import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.gatehouse.testing.ChildProcess;
import org.gatehouse.testing.Ports;

/**
 * What a start takes until the first request is answered, and what the process keeps then: of a WAR that has an empty JAX-RS resource
 * and nothing else, of the same with Faces, Persistence and an enterprise bean that do nothing either, and of Gatehouse, on the same
 * options, in turns.
 */
public final class Start {
    /** Of a provider that is not asked. */
    static final String NOBODY = "http://localhost:1/provider";

    private static final int ROUNDS = 3;
    private static final int IDLE_SECONDS = 10;

    private Start() {}

    public static void main(String[] none) throws Exception {
        var empty = new ArrayList<Started>();
        var platform = new ArrayList<Started>();
        var gatehouse = new ArrayList<Started>();
        try (var database = EmbeddedPostgres.start()) {
            database.getPostgresDatabase().getConnection().createStatement().execute("create database gatehouse");
            start("resource", "/resource/api/unit", Map.of()); // what the first start finds on a cold disk counts for nobody
            for (int i = 0; i < ROUNDS; i++) {
                empty.add(start("resource", "/resource/api/unit", Map.of()));
                platform.add(start("platform", "/platform/api/unit", Map.of()));
                gatehouse.add(start("ROOT", "/api/auth/me", Machines.settings(database.getPort(), URI.create("http://localhost:1"), NOBODY)));
            }
        }
        var all = List.of(empty, platform, gatehouse);
        System.out.println("| | an empty WAR | with Faces, Persistence, EJB | ratio | Gatehouse | ratio |\n|---|--:|--:|--:|--:|--:|");
        print("ready after, CPU seconds", all, Started::cpuSeconds);
        print("ready after, seconds", all, Started::seconds);
        print("resident memory when idle, MB", all, Started::residentMegabytes);
        print("heap after a collection, MB", all, Started::heapMegabytes);
        System.exit(0);
    }

    private static Started start(String war, String path, Map<String, String> settings) throws Exception {
        int port = Ports.free();
        long begin = System.nanoTime();
        try (var payara = Machines.payara("start-" + war, port, settings, "target/bench/" + war + ".war")) {
            payara.awaitOk(URI.create("http://localhost:" + port + path), "Exception while loading the app");
            double seconds = (System.nanoTime() - begin) / 1e9;
            double cpu = Cpu.now().tree(payara.pid()) / 100.0;
            TimeUnit.SECONDS.sleep(IDLE_SECONDS);
            double resident = resident(payara);
            return new Started(cpu, seconds, resident, heapAfterCollection(payara));
        }
    }

    private static double resident(ChildProcess process) throws Exception {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    static double heapAfterCollection(ChildProcess process) throws Exception {
        jcmd(process, "GC.run");
        return Arrays.stream(jcmd(process, "GC.heap_info").split("\n"))
                .filter(line -> line.contains("used"))
                .limit(1)
                .mapToDouble(line -> Double.parseDouble(line.replaceAll(".*used (\\d+)K.*", "$1")) / 1024)
                .sum();
    }

    private static String jcmd(ChildProcess process, String command) throws Exception {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var asked = new ProcessBuilder(jcmd, Long.toString(process.pid()), command).redirectErrorStream(true).start();
        return new String(asked.getInputStream().readAllBytes());
    }

    private static void print(String line, List<? extends List<Started>> all, ToDoubleFunction<Started> figure) {
        var medians = all.stream().map(started -> median(started, figure)).toList();
        double unit = medians.get(0);
        System.out.printf(Locale.ROOT, "| %s | %.1f", line, unit);
        medians.stream().skip(1).forEach(median -> System.out.printf(Locale.ROOT, " | %.1f | %.2f", median, median / unit));
        System.out.println(" |");
    }

    private static double median(List<Started> all, ToDoubleFunction<Started> figure) {
        return all.stream().mapToDouble(figure).sorted().toArray()[all.size() / 2];
    }

    private record Started(double cpuSeconds, double seconds, double residentMegabytes, double heapMegabytes) {}
}
