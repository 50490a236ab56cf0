package org.gatehouse.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The mails that come to one address from now on:
 *
 * <pre>
 * var carol = Mailbox.of("carol@example.com");
 * … something that sends her a mail …
 * page.navigate(carol.next().links().get(0));
 * </pre>
 */
public final class Mailbox {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String address;
    private int taken;

    private Mailbox(String address) {
        this.address = address;
        this.taken = mails().size();
    }

    public static Mailbox of(String address) {
        return new Mailbox(address);
    }

    /** Waits for the next mail, half a minute at most, and takes it. */
    public Mail next() throws InterruptedException {
        var deadline = Instant.now().plus(PATIENCE);
        while (isEmpty()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("no mail to " + address + " within " + PATIENCE.toSeconds() + " seconds");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return mails().get(taken++);
    }

    /** Whether no mail waits to be taken. */
    public boolean isEmpty() {
        return mails().size() == taken;
    }

    private List<Mail> mails() {
        return TestEnvironment.mail().mails().stream()
                .filter(mail -> mail.isTo(address))
                .toList();
    }
}
