package org.gatehouse.page;

import jakarta.faces.context.FacesContext;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The fields of the form that was sent, for those that are no components. The request's parameters would include those
 * of the address, which may be anybody's.
 */
public final class FormFields {

    private FormFields() {}

    /** Empty if no such field was sent. */
    public static Optional<String> find(String name) {
        return all(name).stream().findFirst();
    }

    /** The values of all fields of this name, in their order. */
    public static List<String> all(String name) {
        return Arrays.asList(FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterValuesMap()
                .getOrDefault(name, new String[0]));
    }
}
