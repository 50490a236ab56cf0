package org.gatehouse.guard;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gatehouse.app.PolicyWords;
import org.gatehouse.page.Texts;
import org.gatehouse.problem.ForbiddenProblem;
import org.gatehouse.problem.InvalidProblem;
import org.gatehouse.settings.Origin;
import org.gatehouse.settings.Settings;

/** Tells what would happen to somebody at an address of an application, and why. It is decided as for real. */
@Named
@RequestScoped
public class TestBox {

    @Inject
    TrialService trials;

    @Inject
    PolicyWords words;

    @Inject
    Settings settings;

    @Inject
    Texts texts;

    @Inject
    HttpServletRequest request;

    /** What comes of it and why, in sentences; none where nothing is asked. */
    public List<String> getAnswer() {
        if (getUrl().isEmpty()) {
            return List.of();
        }
        try {
            ForwardedRequest asked =
                    ForwardedRequest.of(header -> header.equals("X-Original-URL") ? List.of(address()) : List.of());
            return NormalPath.of(asked.uri())
                    .map(path -> answer(asked.host(), path))
                    .orElseGet(() -> List.of(texts.of("apps.test.forbidden"), texts.of("apps.test.ambiguous")));
        } catch (ForbiddenProblem unclear) {
            return List.of(texts.of("apps.test.malformed"));
        } catch (InvalidProblem nobody) {
            return List.of(nobody.detail());
        }
    }

    private List<String> answer(String host, NormalPath path) {
        Judgement judgement = trials.tryOut(host, path, trier(), getEmail());
        String outcome = texts.of("apps.test." + judgement.decision().name().toLowerCase(Locale.ROOT));
        String why = judgement
                .app()
                .map(app -> texts.of("apps.test.why", app.getName(), words.of(app.policyAt(path.value()))))
                .orElse(judgement.advice());
        return List.of(outcome, why);
    }

    /** As the browser would say it, of whatever was typed. */
    private String address() {
        String typed = getUrl();
        String origin = settings.publicUrl().map(Origin::of).orElse("http://localhost");
        String whole = typed.startsWith("/")
                ? origin + typed
                : typed.contains("://") ? typed : URI.create(origin).getScheme() + "://" + typed;
        return whole.matches("[^/]*//[^/]*") ? whole + "/" : whole;
    }

    private Trier trier() {
        return Arrays.stream(Trier.values())
                .filter(as -> as.word().equals(getWho()))
                .findFirst()
                .orElse(Trier.NOBODY);
    }

    public String getUrl() {
        return typed("url");
    }

    public String getWho() {
        return typed("as");
    }

    public String getEmail() {
        return typed("email");
    }

    public List<Trier> getTriers() {
        return List.of(Trier.values());
    }

    private String typed(String field) {
        return Optional.ofNullable(request.getParameter(field)).orElse("").strip();
    }
}
