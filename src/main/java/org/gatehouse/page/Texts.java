package org.gatehouse.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of {@code messages.properties} that have values to fill in (see {@link MessageFormat}). */
@Named("text")
@ApplicationScoped
public class Texts {

    private static final int MOST_NAMED = 10;

    private final ResourceBundle messages = ResourceBundle.getBundle("org.gatehouse.messages", Locale.ENGLISH);

    public String of(String key, Object... values) {
        return new MessageFormat(messages.getString(key), Locale.ENGLISH).format(values);
    }

    /** A text that is HTML itself; the values in it are escaped. */
    public String html(String key, Object... values) {
        return of(key, Arrays.stream(values).map(Texts::escape).toArray());
    }

    /** {@code a, b and c}; many become their number. */
    public String list(List<String> items) {
        int last = items.size() - 1;
        if (last > MOST_NAMED) {
            return of("list.many", items.size());
        }
        return last < 1
                ? String.join("", items)
                : of("list", String.join(", ", items.subList(0, last)), items.get(last));
    }

    private static Object escape(Object value) {
        return value instanceof Number
                ? value
                : String.valueOf(value)
                        .replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;");
    }
}
