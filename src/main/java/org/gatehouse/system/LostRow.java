package org.gatehouse.system;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIForm;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseEvent;
import jakarta.faces.event.PhaseId;
import jakarta.faces.event.PhaseListener;

/**
 * Says so when a form comes in that the page no longer has: its row was removed, or moved out of the list, after the
 * page was shown. Without this the click would seem to do nothing.
 */
public class LostRow implements PhaseListener {

    @Override
    public PhaseId getPhaseId() {
        return PhaseId.APPLY_REQUEST_VALUES;
    }

    @Override
    public void beforePhase(PhaseEvent event) {
        // forms are decoded in the phase itself
    }

    @Override
    public void afterPhase(PhaseEvent event) {
        FacesContext context = event.getFacesContext();
        if (context.isPostback() && !hasSubmittedForm(context.getViewRoot())) {
            String text = context.getApplication().getResourceBundle(context, "msg").getString("row.lost");
            context.addMessage(null, new FacesMessage(FacesMessage.SEVERITY_WARN, text, null));
        }
    }

    private static boolean hasSubmittedForm(UIComponent component) {
        return (component instanceof UIForm form && form.isSubmitted())
                || component.getChildren().stream().anyMatch(LostRow::hasSubmittedForm);
    }
}
