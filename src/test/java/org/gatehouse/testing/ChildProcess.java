package org.gatehouse.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A program in a process of its own that writes into a log file. It ends with this JVM at the latest. */
public final class ChildProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int LINES = 12;
    private static final Duration FAREWELL = Duration.ofSeconds(20);

    private final String name;
    private final Process process;
    private final Path log;

    private ChildProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    public static ChildProcess start(String name, List<String> command, Map<String, String> environment, Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            var child = new ChildProcess(name, builder.start(), log);
            child.closeAtShutdown();
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    /** The Java that runs this JVM. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * Waits until the address answers 200: a port that is open says nothing about the application behind it.
     *
     * @param failure what stands in the log if this will never be
     * @throws IllegalStateException with what the log says, if the program ends, fails or takes longer than five minutes
     */
    public void awaitOk(URI address, String failure) {
        var client = HttpClient.newHttpClient();
        var request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30)).build();
        var deadline = Instant.now().plus(PATIENCE);
        try {
            while (!answersOk(client, request)) {
                if (!process.isAlive()) {
                    throw new IllegalStateException(name + " has ended by itself. " + endOfLog());
                }
                var reason = log().indexOf(failure);
                if (reason >= 0) {
                    throw new IllegalStateException(name + " says in " + log + ":\n"
                            + log().substring(reason).lines().limit(LINES).collect(Collectors.joining("\n")));
                }
                if (Instant.now().isAfter(deadline)) {
                    throw new IllegalStateException(name + " does not answer at " + address + ". " + endOfLog());
                }
                TimeUnit.MILLISECONDS.sleep(250);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name, e);
        }
    }

    /**
     * Waits until the program has done its work.
     *
     * @throws IllegalStateException with the end of the log, if it fails or takes longer than five minutes
     */
    void awaitSuccess() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(name + " has failed. " + endOfLog());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name, e);
        }
    }

    public long pid() {
        return process.pid();
    }

    /** Ends it without giving it any time, and returns when it is gone. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Ends the program and all that it has started, and returns when they are gone. */
    @Override
    public void close() {
        var all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        for (var each : all) {
            try {
                each.onExit().get(FAREWELL.toSeconds(), TimeUnit.SECONDS);
            } catch (Exception e) {
                each.destroyForcibly();
            }
        }
    }

    private void closeAtShutdown() {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop " + name));
        } catch (IllegalStateException shuttingDownAlready) {
            close();
            throw shuttingDownAlready;
        }
    }

    private static boolean answersOk(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private String endOfLog() {
        var lines = log().lines().toList();
        return "The end of " + log + ":\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    }

    private String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log, e);
        }
    }
}
