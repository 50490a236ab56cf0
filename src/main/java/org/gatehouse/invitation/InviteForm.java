package org.gatehouse.invitation;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.joining;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.access.Role;
import org.gatehouse.mail.EmailAddress;
import org.gatehouse.page.Address;
import org.gatehouse.page.FlashMessage;
import org.gatehouse.page.FormFields;
import org.gatehouse.page.Texts;
import org.gatehouse.problem.InvalidProblem;
import org.gatehouse.problem.Problem;

/** Invites several addresses at once, and tells what became of each. */
@Named
@RequestScoped
public class InviteForm {

    private static final int MOST_AT_ONCE = 50;
    private static final int MOST_TOLD = 10;

    @Inject
    InvitationService invitations;

    @Inject
    Address address;

    @Inject
    FlashMessage flash;

    @Inject
    Texts texts;

    @Inject
    HttpServletRequest request;

    private String emails = "";
    private String role = "";
    private String note = "";
    private boolean open;

    /** {@code ?invite} opens the form, {@code ?invite=carol@example.com} fills it in as well. */
    @PostConstruct
    void open() {
        String asked = request.getParameter("invite");
        open = asked != null;
        emails = open ? asked : "";
        role = FormFields.find("given").orElse(Role.VIEWER.word());
    }

    /** Sends nothing while one of the addresses is none; else names those that could not be invited. */
    public void send() {
        open = true;
        List<String> invited = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (EmailAddress email : parse()) {
            try {
                invitations.invite(address.getId(), email.value(), Role.of(role), note);
                invited.add(email.value());
            } catch (Problem problem) {
                refused.add(problem.detail());
            }
        }
        if (invited.isEmpty()) {
            throw new InvalidProblem("email", String.join(" ", refused));
        }
        flash.say(texts.of("invite.sent", texts.list(invited), role) + told(refused));
        address.leaveTo(address.with("invite", null));
    }

    /** As many as a cookie can carry. */
    private String told(List<String> refused) {
        String told = refused.stream().limit(MOST_TOLD).map("\n"::concat).collect(joining());
        int more = refused.size() - MOST_TOLD;
        return more > 0 ? told + "\n" + texts.of("invite.refused.more", more) : told;
    }

    private Collection<EmailAddress> parse() {
        Map<String, EmailAddress> good = new LinkedHashMap<>();
        List<String> bad = new ArrayList<>();
        Arrays.stream(emails.split("[\\s,;]+")).filter(not(String::isEmpty)).forEach(typed -> {
            try {
                EmailAddress email = EmailAddress.parse(typed);
                good.putIfAbsent(email.key(), email);
            } catch (InvalidProblem none) {
                bad.add(texts.of("quoted", typed));
            }
        });
        if (!bad.isEmpty()) {
            throw new InvalidProblem("email", texts.of("invite.bad", texts.list(bad), bad.size()));
        }
        if (good.isEmpty() || good.size() > MOST_AT_ONCE) {
            throw new InvalidProblem("email", texts.of("invite.number", MOST_AT_ONCE));
        }
        return good.values();
    }

    public boolean isOpen() {
        return open;
    }

    public String getEmails() {
        return emails;
    }

    public void setEmails(String emails) {
        this.emails = emails;
    }

    public String getRole() {
        return role;
    }

    public String getNote() {
        return note;
    }

    public void setNote(String note) {
        this.note = note;
    }
}
