package org.gatehouse.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Says when something was or will be, the way people do. */
@Named
@ApplicationScoped
public class Times {

    private static final DateTimeFormatter DAY = format("d MMM");
    private static final DateTimeFormatter DAY_AND_YEAR = format("d MMM yyyy");
    private static final DateTimeFormatter EXACT = format("d MMMM yyyy, HH:mm 'UTC'");
    private static final long DAYS_IN_WORDS = 7;
    /** What was given seven days a moment ago ends in 7 days, not in 6. */
    private static final Duration ROUNDED_UP = Duration.ofMinutes(1);

    @Inject
    Clock clock;

    @Inject
    Texts texts;

    /** {@code 5 minutes ago}, {@code yesterday}, {@code in 7 days}; from a week on the date. */
    public String words(Instant instant) {
        Instant now = clock.instant();
        boolean past = !instant.isAfter(now);
        Duration distance = past
                ? Duration.between(instant, now)
                : Duration.between(now, instant).plus(ROUNDED_UP);
        if (distance.toDays() > DAYS_IN_WORDS) {
            return date(instant, now);
        }
        String direction = past ? "time.ago." : "time.in.";
        if (distance.toMinutes() < 60) {
            return texts.of(direction + "minutes", distance.toMinutes());
        }
        return distance.toHours() < 24
                ? texts.of(direction + "hours", distance.toHours())
                : texts.of(direction + "days", distance.toDays());
    }

    /** {@code 3 May 2026, 14:02 UTC}. */
    public String exact(Instant instant) {
        return EXACT.format(instant);
    }

    private static String date(Instant instant, Instant now) {
        ZonedDateTime then = instant.atZone(ZoneOffset.UTC);
        return (then.getYear() == now.atZone(ZoneOffset.UTC).getYear() ? DAY : DAY_AND_YEAR).format(then);
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }
}
