import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * CPU time as Linux accounts for it in {@code /proc} (proc(5)), in ticks.
 *
 * @param machine spent by all processes, and by others where this machine is a virtual one
 * @param ticks of each process by itself
 * @param parents of each process
 * @param reaped of the ended children of each process
 */
record Cpu(long machine, Map<Long, Long> ticks, Map<Long, Long> parents, Map<Long, Long> reaped) {
    /** Of a tick, whatever the kernel's own clock does: USER_HZ is 100 on every Linux of today. */
    static final double MICROSECONDS = 10_000;

    private static final Pattern COMPILER = Pattern.compile("\\(C[12] Compiler");
    private static final int PARENT = 1;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int REAPED_USER = 13;
    private static final int REAPED_SYSTEM = 14;

    static Cpu now() {
        var cpu = new Cpu(machineTicks(), new HashMap<>(), new HashMap<>(), new HashMap<>());
        for (var process : children(Path.of("/proc"))) {
            stat(process).ifPresent(stat -> cpu.add(Long.valueOf(process.getFileName().toString()), afterName(stat)));
        }
        return cpu;
    }

    /** Of a process and all that it has started. */
    long tree(long pid) {
        var own = ticks.getOrDefault(pid, 0L) + reaped.getOrDefault(pid, 0L);
        return parents.entrySet().stream()
                .filter(child -> child.getValue() == pid)
                .mapToLong(child -> tree(child.getKey()))
                .reduce(own, Long::sum);
    }

    /** Of the threads by which Java compiles what is asked for often, so far. */
    static long compilers(long pid) {
        long all = 0;
        for (var thread : children(Path.of("/proc/" + pid + "/task"))) {
            var stat = stat(thread);
            if (stat.filter(COMPILER.asPredicate()).isPresent()) {
                var fields = afterName(stat.get());
                all += Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]);
            }
        }
        return all;
    }

    long parent(long pid) {
        return parents.get(pid);
    }

    private void add(Long pid, String[] fields) {
        ticks.put(pid, Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]));
        reaped.put(pid, Long.parseLong(fields[REAPED_USER]) + Long.parseLong(fields[REAPED_SYSTEM]));
        parents.put(pid, Long.valueOf(fields[PARENT]));
    }

    private static List<Path> children(Path folder) {
        try (var paths = Files.newDirectoryStream(folder, "[0-9]*")) {
            var all = new ArrayList<Path>();
            paths.forEach(all::add);
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a process or a thread; empty if it has ended meanwhile: its parent has its time. */
    private static Optional<String> stat(Path processOrThread) {
        try {
            return Optional.of(Files.readString(processOrThread.resolve("stat")));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** The name, in brackets, may have blanks. */
    private static String[] afterName(String text) {
        return text.substring(text.lastIndexOf(')') + 2).split(" ");
    }

    /** User, nice, system and stolen. What interrupts cost is left out: they are those of our own connections. */
    private static long machineTicks() {
        try {
            var fields = List.of(Files.readAllLines(Path.of("/proc/stat")).get(0).split(" +"));
            return List.of(1, 2, 3, 8).stream()
                    .mapToLong(column -> Long.parseLong(fields.get(column)))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
