package org.gatehouse.system;

import java.io.PrintWriter;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Optional;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.gatehouse.settings.Setting;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections to the database that the settings name: PostgreSQL, or H2 in {@code DATA_DIR}. The container makes
 * it by class name, pools what it opens, and knows the settings only this way: its {@code ${MPCONFIG=…}} cannot turn
 * {@code postgresql://user:password@host/db} into what the driver takes.
 */
public class ConfiguredDataSource implements DataSource {

    private static final int DEFAULT_PORT = 5432;

    private final String url;
    private final @Nullable String user;
    private final @Nullable String password;

    public ConfiguredDataSource() throws SQLException {
        this(ConfigProvider.getConfig());
    }

    ConfiguredDataSource(Config config) throws SQLException {
        String address = find(config, Setting.DATABASE_URL).orElseGet(() -> h2(config));
        Optional<String> givenUser = find(config, Setting.DATABASE_USER);
        Optional<String> givenPassword = find(config, Setting.DATABASE_PASSWORD);
        if (address.matches("postgres(ql)?://.+")) {
            URI uri = URI.create(address);
            String[] credentials = uri.getRawUserInfo() == null
                    ? new String[0]
                    : uri.getRawUserInfo().split(":", 2);
            url = "jdbc:postgresql://" + uri.getHost() + ":" + (uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort())
                    + uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
            user = givenUser.orElse(credentials.length > 0 ? decode(credentials[0]) : null);
            password = givenPassword.orElse(credentials.length > 1 ? decode(credentials[1]) : null);
        } else {
            url = address;
            user = givenUser.orElse(null);
            password = givenPassword.orElse(null);
        }
        if (url.startsWith("jdbc:postgresql:")) {
            DriverManager.registerDriver(new org.postgresql.Driver());
        }
    }

    private static String h2(Config config) {
        Path file = Path.of(find(config, Setting.DATA_DIR).orElseThrow()).toAbsolutePath().resolve("gatehouse");
        return "jdbc:h2:file:" + file + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
    }

    private static Optional<String> find(Config config, Setting setting) {
        return config.getOptionalValue(setting.name(), String.class).or(() -> Optional.ofNullable(setting.defaultValue()));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    String url() {
        return url;
    }

    @Nullable
    String user() {
        return user;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return user == null && password == null
                ? DriverManager.getConnection(url)
                : DriverManager.getConnection(url, user, password);
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // the drivers log by java.util.logging
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        DriverManager.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() {
        return DriverManager.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (!isWrapperFor(type)) {
            throw new SQLException("Not a " + type.getName());
        }
        return type.cast(this);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
