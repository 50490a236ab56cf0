package org.gatehouse.system;

import java.io.PrintWriter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Optional;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.gatehouse.settings.Setting;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Opens connections to the database that the settings name: PostgreSQL, or H2 in {@code DATA_DIR}. The container makes
 * it by class name, pools what it opens, and knows the settings only this way: its {@code ${MPCONFIG=…}} cannot turn
 * {@code postgresql://user:password@host/db} into what the driver takes.
 */
public class ConfiguredDataSource implements DataSource {

    /** As libpq takes it, several hosts and all; {@link java.net.URI} would find no user before a host like my_db. */
    private static final Pattern ADDRESS = Pattern.compile("(?:jdbc:)?postgres(?:ql)?://"
            + "(?:(?<user>[^:@/?]+)(?::(?<password>[^/?]*))?@)?"
            + "(?<hosts>[^@/?]*)/?(?<database>[^/?]*)(?<parameters>\\?.*)?");

    private final DataSource database;

    public ConfiguredDataSource() {
        this(ConfigProvider.getConfig());
    }

    ConfiguredDataSource(Config config) {
        database = Setting.DATABASE_URL
                .in(config)
                .<DataSource>map(url -> postgresql(url, config))
                .orElseGet(() -> h2(Path.of(Setting.DATA_DIR.in(config).orElseThrow())));
    }

    private static PGSimpleDataSource postgresql(String url, Config config) {
        PGSimpleDataSource postgresql = new PGSimpleDataSource();
        try {
            setAddress(postgresql, url);
        } catch (IllegalArgumentException withThePasswordInItsMessage) {
            throw new IllegalArgumentException("DATABASE_URL cannot be read: write it as"
                    + " postgresql://user:password@host:5432/database, with special characters %-encoded");
        }
        // EclipseLink sends a missing UUID as a missing text: let the column decide what it is.
        postgresql.setStringType("unspecified");
        Setting.DATABASE_USER.in(config).ifPresent(postgresql::setUser);
        Setting.DATABASE_PASSWORD.in(config).ifPresent(postgresql::setPassword);
        return postgresql;
    }

    private static void setAddress(PGSimpleDataSource postgresql, String url) {
        Matcher address = ADDRESS.matcher(url);
        if (!address.matches()) {
            postgresql.setUrl(url);
            return;
        }
        postgresql.setUrl("jdbc:postgresql://" + address.group("hosts") + "/" + address.group("database")
                + Optional.ofNullable(address.group("parameters")).orElse(""));
        Optional.ofNullable(address.group("user"))
                .map(ConfiguredDataSource::decode)
                .ifPresent(postgresql::setUser);
        Optional.ofNullable(address.group("password"))
                .map(ConfiguredDataSource::decode)
                .ifPresent(postgresql::setPassword);
    }

    private static JdbcDataSource h2(Path directory) {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setUrl("jdbc:h2:file:" + directory.toAbsolutePath().resolve("gatehouse")
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000");
        return h2;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return database.getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return database.getConnection(user, password);
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return database.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        database.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        database.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return database.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return database.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return database.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return database.isWrapperFor(type);
    }
}
