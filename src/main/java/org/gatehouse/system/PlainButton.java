package org.gatehouse.system;

import jakarta.faces.component.FacesComponent;
import jakarta.faces.component.UICommand;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ActionEvent;

/** What the plain buttons of a form do that are named as this is: a button in each of many rows is text then. */
@FacesComponent("org.gatehouse.PlainButton")
public class PlainButton extends UICommand {

    public PlainButton() {
        setRendererType(null);
    }

    @Override
    public void decode(FacesContext context) {
        if (context.getExternalContext().getRequestParameterMap().containsKey(getClientId(context))) {
            queueEvent(new ActionEvent(context, this));
        }
    }
}
