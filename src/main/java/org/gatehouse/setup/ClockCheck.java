package org.gatehouse.setup;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.gatehouse.settings.Settings;
import org.gatehouse.settings.Settings.OpenIdClient;

/** Whether our clock, the database's and the provider's tell the same time; tokens bear a minute. */
@ApplicationScoped
public class ClockCheck implements SetupCheck {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Resource(lookup = "java:app/jdbc/gatehouse")
    DataSource database;

    @Inject
    Settings settings;

    @Inject
    Probe probe;

    @Inject
    Clock clock;

    @Override
    public Subject subject() {
        return Subject.CLOCKS;
    }

    @Override
    public Finding look() throws SQLException {
        Duration databaseAhead = databaseAhead();
        Optional<Duration> providerAhead = providerAhead();
        if (isFar(databaseAhead)) {
            return wrong("database's", databaseAhead);
        }
        if (providerAhead.filter(ClockCheck::isFar).isPresent()) {
            return wrong("provider's", providerAhead.get());
        }
        return Finding.ok(
                providerAhead.isPresent()
                        ? "Our clock, the database's and the provider's differ by less than a minute."
                        : "Our clock and the database's differ by less than a minute."
                                + (settings.openIdClient().isPresent() ? " The provider does not tell its time." : ""));
    }

    private Finding wrong(String whose, Duration ahead) {
        return Finding.wrong(
                "The " + whose + " clock is " + ahead.abs().toSeconds() + " s "
                        + (ahead.isNegative() ? "behind" : "ahead of") + " ours, which says " + clock.instant()
                        + ". Beyond 60 s tokens count as expired, or as not valid yet.",
                "Let every machine keep time by NTP, this one first:",
                "timedatectl set-ntp true");
    }

    private Duration databaseAhead() throws SQLException {
        Instant before = clock.instant();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet now = statement.executeQuery("select current_timestamp")) {
            now.next();
            return ahead(before, now.getObject(1, OffsetDateTime.class).toInstant());
        }
    }

    /** Empty where there is no provider, it does not answer, or tells no time. */
    private Optional<Duration> providerAhead() {
        return settings.openIdClient()
                .map(OpenIdClient::issuer)
                .map(Provider::discovery)
                .flatMap(this::ahead);
    }

    private Optional<Duration> ahead(URI address) {
        try {
            Instant before = clock.instant();
            String date = probe.get(address).header("Date");
            return Optional.of(ahead(
                    before,
                    Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME
                            .withLocale(Locale.ENGLISH)
                            .parse(date))));
        } catch (IOException | DateTimeException notTold) {
            return Optional.empty();
        }
    }

    /** Theirs is of some moment between our question and now. */
    private Duration ahead(Instant before, Instant theirs) {
        return Duration.between(
                before.plus(Duration.between(before, clock.instant()).dividedBy(2)), theirs);
    }

    private static boolean isFar(Duration ahead) {
        return ahead.abs().compareTo(LIMIT) > 0;
    }
}
