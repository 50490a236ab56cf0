package org.gatehouse.setup;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.logging.Logger;

/** Tells the log what is wrong, some seconds after start: nobody waits for it, and a provider that is down stops nothing. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class SetupLog {

    private static final Logger LOG = Logger.getLogger(SetupLog.class.getName());
    private static final long DELAY_MILLIS = 10_000;

    @Inject
    SetupService setup;

    @Resource
    TimerService timers;

    @PostConstruct
    void start() {
        timers.createSingleActionTimer(DELAY_MILLIS, new TimerConfig(null, false));
    }

    @Timeout
    void tell() {
        List<SetupLine> wrong =
                setup.look().stream().filter(line -> line.finding().isWrong()).toList();
        if (wrong.isEmpty()) {
            LOG.info("Set-up check: nothing is wrong. All of it: /admin, or curl localhost:PORT/setup on this machine");
        }
        wrong.forEach(line -> LOG.warning("Set-up check, " + line));
    }
}
