import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                cpu.add(process);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

    /** Of the threads by which Java compiles what is asked for often, now. */
    static long compilers(long pid) {
        try (var threads = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            long all = 0;
            for (var thread : threads) {
                var text = Files.readString(thread.resolve("stat"));
                if (COMPILER.matcher(text).find()) {
                    var fields = afterName(text);
                    all += Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]);
                }
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long parent(long pid) {
        return parents.get(pid);
    }

    private void add(Path process) {
        try {
            var fields = afterName(Files.readString(process.resolve("stat")));
            var pid = Long.valueOf(process.getFileName().toString());
            ticks.put(pid, Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]));
            reaped.put(pid, Long.parseLong(fields[REAPED_USER]) + Long.parseLong(fields[REAPED_SYSTEM]));
            parents.put(pid, Long.valueOf(fields[PARENT]));
        } catch (IOException gone) {
            // ended meanwhile: its parent has its time
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
