package org.gatehouse.system;

import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.HttpServletRequest;
import org.gatehouse.page.Address;

/** Lets forms come back to the address the visitor is on, filter and page included, not to the view behind it. */
public class PageViewHandler extends ViewHandlerWrapper {

    public PageViewHandler(ViewHandler wrapped) {
        super(wrapped);
    }

    @Override
    public String getActionURL(FacesContext context, String viewId) {
        return Address.here((HttpServletRequest) context.getExternalContext().getRequest());
    }
}
