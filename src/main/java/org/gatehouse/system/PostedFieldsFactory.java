package org.gatehouse.system;

import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.ExternalContextFactory;

/** Puts {@link PostedFields} before Faces' own view of a request. */
public class PostedFieldsFactory extends ExternalContextFactory {

    public PostedFieldsFactory(ExternalContextFactory wrapped) {
        super(wrapped);
    }

    @Override
    public ExternalContext getExternalContext(Object context, Object request, Object response) {
        return new PostedFields(getWrapped().getExternalContext(context, request, response));
    }
}
