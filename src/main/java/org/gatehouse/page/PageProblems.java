package org.gatehouse.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import java.util.List;

/** What went wrong with what the visitor just tried, apart from what is told at a field. */
@Named
@RequestScoped
public class PageProblems {

    public List<String> getLines() {
        return FacesContext.getCurrentInstance().getMessageList(null).stream()
                .map(FacesMessage::getSummary)
                .toList();
    }
}
