package org.gatehouse.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The choice, on the page that makes a secret, of how long it is to last. */
@Named
@RequestScoped
public class SecretLifetime {

    /** In days; 0 is never. */
    private static final List<Integer> CHOICES = List.of(30, 90, 365, 0);

    @Inject
    Clock clock;

    private int days = 90;

    /** When a secret that is made now expires; null for never. */
    public @Nullable Instant expiry() {
        return days == 0 ? null : clock.instant().plus(Duration.ofDays(days));
    }

    public List<Integer> getChoices() {
        return CHOICES;
    }

    public int getDays() {
        return days;
    }

    public void setDays(int days) {
        this.days = days;
    }
}
