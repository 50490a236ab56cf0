package org.gatehouse.setup;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseId;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.gatehouse.access.Caller;
import org.gatehouse.job.JobView;
import org.gatehouse.page.Address;
import org.gatehouse.page.FlashMessage;
import org.gatehouse.page.Texts;
import org.gatehouse.settings.Settings;
import org.jspecify.annotations.Nullable;

/** The set-up check for the instance administrator, with what waits and which versions run. */
@Named
@RequestScoped
public class SetupPage {

    @Inject
    SetupService setup;

    @Inject
    Settings settings;

    @Inject
    Caller caller;

    @Inject
    Address address;

    @Inject
    FlashMessage flash;

    @Inject
    Texts texts;

    @Inject
    HttpServletRequest request;

    private Queues queues;
    private @Nullable List<SetupLine> lines;

    @PostConstruct
    void load() {
        queues = setup.queues();
    }

    public void sendTestMail() {
        flash.say(texts.of("admin.testMail.sent", setup.sendTestMail()));
        address.leaveTo(address.getHere());
    }

    /** Looked at once, and only to be shown: what a form does need not wait for it. */
    public List<SetupLine> getLines() {
        if (FacesContext.getCurrentInstance().getCurrentPhaseId() != PhaseId.RENDER_RESPONSE) {
            return List.of();
        }
        if (lines == null) {
            lines = setup.look(Visit.of(request, settings.trustedProxies(), caller.getSessionId() != null));
        }
        return lines;
    }

    /** How many lines are wrong. */
    public long getWrong() {
        return getLines().stream().filter(line -> line.finding().isWrong()).count();
    }

    public List<JobView> getJobs() {
        return setup.jobs();
    }

    public Queues getQueues() {
        return queues;
    }

    public boolean isMailConfigured() {
        return settings.mailServer().isPresent();
    }
}
