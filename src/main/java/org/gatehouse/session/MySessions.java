package org.gatehouse.session;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.gatehouse.page.Address;
import org.gatehouse.page.FlashMessage;
import org.gatehouse.page.Texts;
import org.gatehouse.user.User;
import org.jspecify.annotations.Nullable;

/** Where the visitor is signed in, the latest first, to end one or all others. */
@Named
@RequestScoped
public class MySessions {

    /** What is shown of a browser that is not known. */
    private static final int LONGEST_NAME = 40;

    @Inject
    UserSessionService sessions;

    @Inject
    Address address;

    @Inject
    FlashMessage flash;

    @Inject
    Texts texts;

    private @Nullable List<SessionView> all;

    public List<SessionView> getAll() {
        if (all == null) {
            all = sessions.mine();
        }
        return all;
    }

    public boolean isElsewhere() {
        return getAll().stream().anyMatch(session -> !session.current());
    }

    /** {@code Firefox on Linux}, or as much of it as the browser tells. */
    public String device(SessionView session) {
        Device device = Device.of(session.userAgent());
        if (device.browser().isEmpty() && device.system().isEmpty()) {
            return session.userAgent() == null
                    ? texts.of("sessions.device.unknown")
                    : User.cut(session.userAgent(), LONGEST_NAME);
        }
        if (device.system().isEmpty()) {
            return device.browser();
        }
        String browser = device.browser().isEmpty() ? texts.of("sessions.browser.unknown") : device.browser();
        return texts.of("sessions.device", browser, device.system());
    }

    public void end(SessionView session) {
        sessions.endMine(session.id());
        flash.say(texts.of("sessions.ended", device(session)));
        address.leaveTo(address.getHere());
    }

    public void endOthers() {
        sessions.endOthers();
        flash.say(texts.of("sessions.ended.others"));
        address.leaveTo(address.getHere());
    }
}
