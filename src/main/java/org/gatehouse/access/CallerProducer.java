package org.gatehouse.access;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import org.gatehouse.settings.Settings;

/** Makes the caller of each request: what the container itself makes, it looks through for all that could be injected, each time. */
@Dependent
public class CallerProducer {

    @Produces
    @RequestScoped
    @Named
    static Caller caller(Settings settings) {
        return new Caller(settings);
    }
}
