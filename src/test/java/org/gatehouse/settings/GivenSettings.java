package org.gatehouse.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;
import org.gatehouse.testing.Injection;

/** Settings given in a test, in the place of the environment's. */
public final class GivenSettings implements Config {

    private final Map<String, String> values = new HashMap<>();

    /** Each setting is set to the value behind it. */
    public GivenSettings(Object... settingsAndValues) {
        for (int i = 0; i < settingsAndValues.length; i += 2) {
            with((Setting) settingsAndValues[i], (String) settingsAndValues[i + 1]);
        }
    }

    public GivenSettings with(Setting setting, String value) {
        values.put(setting.name(), value);
        return this;
    }

    /** A secret's file. */
    public GivenSettings withFile(Setting secret, Object file) {
        values.put(secret.fileName(), file.toString());
        return this;
    }

    public GivenSettings without(Setting setting) {
        values.remove(setting.name());
        return this;
    }

    public Settings read() {
        return Injection.into(new Settings(), this);
    }

    @Override
    public <T> Optional<T> getOptionalValue(String name, Class<T> type) {
        return Optional.ofNullable(values.get(name)).map(type::cast);
    }

    @Override
    public <T> T getValue(String name, Class<T> type) {
        return getOptionalValue(name, type).orElseThrow();
    }

    @Override
    public Iterable<String> getPropertyNames() {
        return values.keySet();
    }

    @Override
    public ConfigValue getConfigValue(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Iterable<ConfigSource> getConfigSources() {
        return List.of();
    }

    @Override
    public <T> Optional<Converter<T>> getConverter(Class<T> type) {
        return Optional.empty();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return type.cast(this);
    }
}
