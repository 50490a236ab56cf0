package org.gatehouse.system;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIInput;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ExceptionQueuedEvent;
import jakarta.faces.event.PhaseId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatehouse.page.Address;
import org.gatehouse.problem.FieldError;
import org.gatehouse.problem.Problem;
import org.gatehouse.problem.ProblemAnswer;
import org.gatehouse.problem.UnauthenticatedProblem;

/**
 * Shows a {@link Problem} where it belongs: what a visitor's action ran into stays on their page, at the fields if it
 * names some; what keeps a page from being shown at all becomes an error page.
 */
public class ProblemHandler extends ExceptionHandlerWrapper {

    public ProblemHandler(ExceptionHandler wrapped) {
        super(wrapped);
    }

    @Override
    public void handle() {
        Iterator<ExceptionQueuedEvent> events =
                getUnhandledExceptionQueuedEvents().iterator();
        while (events.hasNext()) {
            Optional<Problem> problem = findProblem(events.next().getContext().getException());
            if (problem.isPresent()) {
                events.remove();
                show(problem.get(), FacesContext.getCurrentInstance());
            }
        }
        getWrapped().handle();
    }

    private static Optional<Problem> findProblem(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .filter(Problem.class::isInstance)
                .map(Problem.class::cast)
                .findFirst();
    }

    private static void show(Problem problem, FacesContext context) {
        if (problem instanceof UnauthenticatedProblem) {
            signIn(context);
        } else if (context.getCurrentPhaseId() == PhaseId.INVOKE_APPLICATION && context.isPostback()) {
            showInPlace(problem, context);
        } else {
            showErrorPage(problem, context);
        }
    }

    private static void showInPlace(Problem problem, FacesContext context) {
        if (problem.errors().isEmpty()) {
            context.addMessage(null, message(problem.detail()));
        }
        for (FieldError error : problem.errors()) {
            boolean onPage = context.getViewRoot().invokeOnComponent(context, error.field(), ProblemHandler::mark);
            context.addMessage(onPage ? error.field() : null, message(error.detail()));
        }
    }

    /** What is at fault may also be a group of boxes to tick. */
    private static void mark(FacesContext context, UIComponent field) {
        if (field instanceof UIInput input) {
            input.setValid(false);
        }
    }

    private static FacesMessage message(String text) {
        return new FacesMessage(FacesMessage.SEVERITY_ERROR, text, null);
    }

    private static void showErrorPage(Problem problem, FacesContext context) {
        ExternalContext external = context.getExternalContext();
        external.getRequestMap().put(ProblemAnswer.PROBLEM, problem);
        try {
            external.responseReset();
            ((HttpServletResponse) external.getResponse()).sendError(problem.status());
        } catch (IOException browserGone) {
            throw new UncheckedIOException(browserGone);
        }
        context.responseComplete();
    }

    private static void signIn(FacesContext context) {
        ExternalContext external = context.getExternalContext();
        String here = Address.here((HttpServletRequest) external.getRequest());
        try {
            external.redirect(external.getRequestContextPath() + "/login?next=" + Address.encode(here));
        } catch (IOException browserGone) {
            throw new UncheckedIOException(browserGone);
        }
    }
}
