package org.gatehouse.settings;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that is worked out when it is asked for first, and known from then on. */
final class Once<T> implements Supplier<T> {

    private final Supplier<T> source;
    private volatile @Nullable T value;

    Once(Supplier<T> source) {
        this.source = source;
    }

    /** Whoever comes at the same time may work it out as well. */
    @Override
    public T get() {
        T known = value;
        if (known == null) {
            known = source.get();
            value = known;
        }
        return known;
    }
}
