package org.gatehouse.system;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.gatehouse.page.Texts;
import org.gatehouse.problem.Problem;
import org.gatehouse.problem.ProblemAnswer;
import org.jspecify.annotations.Nullable;

/** What went wrong, what to do about it, and the id under which the log has it. */
@Named
@RequestScoped
public class ErrorPage {

    private static final Logger LOG = Logger.getLogger(ErrorPage.class.getName());
    private static final Set<Integer> KNOWN = Set.of(403, 404, 429);

    @Inject
    HttpServletRequest request;

    @Inject
    Texts texts;

    private final String id = UUID.randomUUID().toString().substring(0, 8);

    @PostConstruct
    void log() {
        Throwable thrown = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (getStatus() >= 500) {
            LOG.log(Level.SEVERE, "Page failed [" + id + "]", thrown);
        } else {
            LOG.log(Level.FINE, () -> "Page refused [" + id + "]: " + getStatus());
        }
    }

    public int getStatus() {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status ? status : 500;
    }

    public String getTitle() {
        return texts.of("error.title." + kind());
    }

    public String getDetail() {
        Problem problem = getProblem();
        return problem == null ? texts.of("error.detail." + kind()) : problem.detail();
    }

    public String getId() {
        return id;
    }

    private String kind() {
        if (KNOWN.contains(getStatus())) {
            return String.valueOf(getStatus());
        }
        return getStatus() < 500 ? "request" : "500";
    }

    private @Nullable Problem getProblem() {
        return (Problem) request.getAttribute(ProblemAnswer.PROBLEM);
    }
}
