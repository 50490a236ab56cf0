package org.gatehouse.system;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.ExternalContextWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Function;
import org.gatehouse.page.Address;
import org.jspecify.annotations.Nullable;

/**
 * Shows Faces as a form's fields what a body brings, and nothing of the address: anybody can make up an address, and
 * opening it must send no form, nor add to the next one that is sent from there.
 */
@SuppressWarnings("unchecked") // getInitParameterMap of the wrapper
class PostedFields extends ExternalContextWrapper {

    private @Nullable Map<String, String[]> fields;
    private @Nullable Map<String, String> first;

    PostedFields(ExternalContext wrapped) {
        super(wrapped);
    }

    @Override
    public Map<String, String[]> getRequestParameterValuesMap() {
        if (fields == null) {
            fields = read((HttpServletRequest) getRequest());
        }
        return fields;
    }

    @Override
    public Map<String, String> getRequestParameterMap() {
        if (first == null) {
            first = getRequestParameterValuesMap().entrySet().stream()
                    .collect(toMap(Map.Entry::getKey, field -> field.getValue()[0]));
        }
        return first;
    }

    @Override
    public Iterator<String> getRequestParameterNames() {
        return getRequestParameterValuesMap().keySet().iterator();
    }

    /** What the address has of a name stands before what the body has of it. */
    private static Map<String, String[]> read(HttpServletRequest request) {
        if (!request.getMethod().equals("POST")) {
            return Map.of();
        }
        Map<String, Long> inAddress =
                Address.parameterNames(request).collect(groupingBy(Function.identity(), counting()));
        Map<String, String[]> fields = new HashMap<>();
        request.getParameterMap().forEach((name, values) -> {
            int before = inAddress.getOrDefault(name, 0L).intValue();
            if (before < values.length) {
                fields.put(name, Arrays.copyOfRange(values, before, values.length));
            }
        });
        return fields;
    }
}
