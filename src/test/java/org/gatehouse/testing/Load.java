package org.gatehouse.testing;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Clients that ask one thing after the other until they are told to stop, and remember what each was answered: who they are, who
 * belongs to an organization, and every fifth time to invite another address to it.
 */
public final class Load {
    public static final int CLIENTS = 4;

    private static final int INVITE_EVERY = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * What became of one request.
     *
     * @param email whom it invited; empty where it only asked
     * @param answer empty where none came
     */
    public record Outcome(String email, Optional<HttpResponse<String>> answer) {
        public int status() {
            return answer.map(HttpResponse::statusCode).orElse(0);
        }

        public boolean isInvitation() {
            return !email.isEmpty();
        }

        public boolean isOk() {
            return status() == 200 || status() == 201;
        }

        @Override
        public String toString() {
            return "%s: %d %s"
                    .formatted(email, status(), answer.map(HttpResponse::body).orElse("no answer"));
        }
    }

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    private final Team team;
    private final Supplier<URI> gate;
    private final List<CompletableFuture<Void>> clients;
    private volatile boolean stopped;

    private Load(Team team, Supplier<URI> gate) {
        this.team = team;
        this.gate = gate;
        var threads = Executors.newFixedThreadPool(CLIENTS);
        clients = IntStream.range(0, CLIENTS)
                .mapToObj(client -> CompletableFuture.runAsync(() -> work(client), threads))
                .toList();
        threads.shutdown();
    }

    /** @param gate where the next request goes */
    public static Load of(Team team, Supplier<URI> gate) {
        return new Load(team, gate);
    }

    /** Waits until so many more requests have been answered well. */
    public void awaitOk(int more) throws InterruptedException {
        await(this::ok, ok() + more);
    }

    /** Waits until so many requests have not been answered well. */
    public void awaitFailures(int some) throws InterruptedException {
        await(() -> failures().size(), some);
    }

    public Load stop() {
        stopped = true;
        clients.forEach(CompletableFuture::join);
        return this;
    }

    public List<Outcome> failures() {
        return outcomes.stream().filter(outcome -> !outcome.isOk()).toList();
    }

    /** The addresses whose invitations were answered with success. */
    public List<String> invited() {
        return invitations(true).map(Outcome::email).toList();
    }

    /** Those of which nobody knows whether they were. */
    public List<String> perhapsInvited() {
        return invitations(false).map(Outcome::email).toList();
    }

    /** How many of each status. */
    @Override
    public String toString() {
        return outcomes.stream()
                .collect(toMap(Outcome::status, each -> 1, Integer::sum))
                .toString();
    }

    private Stream<Outcome> invitations(boolean ok) {
        return outcomes.stream().filter(outcome -> outcome.isInvitation() && outcome.isOk() == ok);
    }

    private void await(LongSupplier count, long enough) throws InterruptedException {
        var deadline = Instant.now().plus(PATIENCE);
        while (count.getAsLong() < enough) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("in vain: " + this);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private long ok() {
        return outcomes.stream().filter(Outcome::isOk).count();
    }

    private void work(int client) {
        for (int i = 1; !stopped; i++) {
            var email = i % INVITE_EVERY == 0 ? "load-%d-%d@%s.example.com".formatted(client, i, team.id()) : "";
            outcomes.add(new Outcome(email, send(email, i)));
        }
    }

    private Optional<HttpResponse<String>> send(String email, int i) {
        var request = email.isEmpty()
                ? request(i % 2 == 0 ? "/api/auth/me" : team.members()).GET()
                : request(team.members())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"email\": \"%s\", \"role\": \"viewer\"}".formatted(email)));
        try {
            return Optional.of(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException broken) {
            return Optional.empty();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(gate.get() + address))
                .timeout(PATIENCE)
                .header("Cookie", "gatehouse_session=" + Newcomer.sessionToken(team.owner.session()));
    }
}
