package org.gatehouse.system;

import java.io.PrintWriter;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Optional;
import java.util.logging.Logger;
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

    private final DataSource database;

    public ConfiguredDataSource() {
        this(ConfigProvider.getConfig());
    }

    ConfiguredDataSource(Config config) {
        database = find(config, Setting.DATABASE_URL)
                .<DataSource>map(url -> postgresql(url, config))
                .orElseGet(() -> h2(Path.of(find(config, Setting.DATA_DIR).orElseThrow())));
    }

    private static PGSimpleDataSource postgresql(String url, Config config) {
        PGSimpleDataSource postgresql = new PGSimpleDataSource();
        if (url.startsWith("jdbc:")) {
            postgresql.setUrl(url);
        } else {
            URI address = URI.create(url);
            String query = address.getRawQuery();
            postgresql.setUrl("jdbc:postgresql://" + address.getRawAuthority().replaceFirst(".*@", "")
                    + address.getRawPath() + (query == null ? "" : "?" + query));
            String[] credentials =
                    Optional.ofNullable(address.getRawUserInfo()).orElse("").split(":", 2);
            postgresql.setUser(credentials[0].isEmpty() ? null : decode(credentials[0]));
            postgresql.setPassword(credentials.length < 2 ? null : decode(credentials[1]));
        }
        // EclipseLink sends a missing UUID as a missing text: let the column decide what it is.
        postgresql.setStringType("unspecified");
        find(config, Setting.DATABASE_USER).ifPresent(postgresql::setUser);
        find(config, Setting.DATABASE_PASSWORD).ifPresent(postgresql::setPassword);
        return postgresql;
    }

    private static JdbcDataSource h2(Path directory) {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setUrl("jdbc:h2:file:" + directory.toAbsolutePath().resolve("gatehouse")
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000");
        return h2;
    }

    private static Optional<String> find(Config config, Setting setting) {
        return config.getOptionalValue(setting.name(), String.class)
                .or(() -> Optional.ofNullable(setting.defaultValue()));
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
