package org.gatehouse.setup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.gatehouse.access.Caller;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.access.RequiresAdministrator;
import org.gatehouse.imports.ImportQueue;
import org.gatehouse.invitation.DeliveryQueue;
import org.gatehouse.invitation.DeliveryQueue.Length;
import org.gatehouse.job.JobView;
import org.gatehouse.job.ScheduledJobService;
import org.gatehouse.mail.EmailAddress;
import org.gatehouse.mail.Mailer;
import org.gatehouse.mail.Mailer.RejectedException;
import org.gatehouse.mail.Message;
import org.gatehouse.page.Texts;
import org.gatehouse.problem.ConflictProblem;

/** Looks at everything that sign-in and mail depend on, all at once: however much is down, it takes ten seconds at most. */
@ApplicationScoped
public class SetupService {

    private static final Logger LOG = Logger.getLogger(SetupService.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration FRESH = Duration.ofSeconds(2);

    /** Whoever asks often, the provider and the mail server are asked seldom. */
    private final Cache<String, List<SetupLine>> lately =
            Caffeine.newBuilder().expireAfterWrite(FRESH).build();

    @Inject
    Instance<SetupCheck> checks;

    @Inject
    CookieCheck cookie;

    @Inject
    ProxyCheck proxy;

    @Inject
    DeliveryQueue deliveries;

    @Inject
    ImportQueue imports;

    @Inject
    ScheduledJobService jobs;

    @Inject
    Mailer mailer;

    @Inject
    Texts texts;

    @Inject
    Caller caller;

    @Resource
    ManagedExecutorService threads;

    /**
     * How all stands, in the order of {@link Subject}.
     *
     * @param visit how the request at hand came here
     */
    @RequiresAdministrator
    public List<SetupLine> look(Visit visit) {
        return look(Optional.of(visit));
    }

    /** The same without what only a browser's request tells, as it was in the last two seconds. */
    @NeedsNoPermission("For the log, and for an operator on this machine, who can read the settings themselves.")
    public List<SetupLine> look() {
        return Objects.requireNonNull(lately.get("", key -> look(Optional.empty())));
    }

    /** What is done from time to time, by which node it was last, and when it is due again. */
    @RequiresAdministrator
    public List<JobView> jobs() {
        return jobs.list();
    }

    /** How much work waits. */
    @RequiresAdministrator
    public Queues queues() {
        Length mails = deliveries.length();
        return new Queues(mails.waiting(), mails.failed(), imports.length());
    }

    /**
     * Sends the caller a mail and waits until the mail server has taken it.
     *
     * @return to which address
     * @throws ConflictProblem if the server does not take it, or the caller has no address
     */
    @RequiresAdministrator
    public String sendTestMail() {
        String address = Optional.ofNullable(caller.getPerson().email())
                .orElseThrow(() -> new ConflictProblem("no-address", "The provider tells no e-mail address of you."));
        try {
            mailer.send(new Message(
                    new EmailAddress(address),
                    texts.of("product"),
                    Optional.empty(),
                    texts.of("admin.testMail.subject"),
                    texts.of("admin.testMail.text"),
                    texts.html("admin.testMail.html")));
            return address;
        } catch (MessagingException | RejectedException refused) {
            throw new ConflictProblem("mail-not-sent", texts.of("admin.testMail.refused", address, logged(refused)));
        }
    }

    private List<SetupLine> look(Optional<Visit> visit) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<Running> running = checks.stream()
                .map(check -> new Running(check.subject(), threads.submit((Callable<Finding>) check::look)))
                .toList();
        Stream<SetupLine> ofVisit = Stream.of(
                new SetupLine(Subject.COOKIE, cookie.look(visit)), new SetupLine(Subject.PROXY, proxy.look(visit)));
        return Stream.concat(ofVisit, running.stream().map(check -> await(check, deadline)))
                .sorted(Comparator.comparing(SetupLine::subject))
                .toList();
    }

    private static SetupLine await(Running check, long deadline) {
        try {
            Finding finding = check.result().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            return new SetupLine(check.subject(), finding);
        } catch (TimeoutException slow) {
            check.result().cancel(true);
            return new SetupLine(
                    check.subject(), Finding.unknown("No answer within " + PATIENCE.toSeconds() + " seconds."));
        } catch (ExecutionException failed) {
            return new SetupLine(
                    check.subject(),
                    Finding.unknown("It could not be told; the log has why at " + logged(failed) + "."));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new SetupLine(check.subject(), Finding.unknown("Gatehouse is stopping."));
        }
    }

    /** @return the id to find it by */
    private static String logged(Throwable failure) {
        String id = UUID.randomUUID().toString().substring(0, 8);
        LOG.log(Level.WARNING, "Set-up check [" + id + "]", failure);
        return id;
    }

    private record Running(Subject subject, Future<Finding> result) {}
}
