package org.gatehouse.problem;

import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** 500: what no rule foresaw. */
public class UnexpectedProblem extends Problem {

    private static final Logger LOG = Logger.getLogger(UnexpectedProblem.class.getName());

    private UnexpectedProblem(String id) {
        super(
                500,
                "unexpected",
                "Unexpected error",
                "Something went wrong here. Try again; if it stays, tell the operator this id: " + id + ".");
    }

    /** Says the id under which the log has it; where the database does not answer, that alone. */
    public static Problem logged(Throwable unexpected) {
        if (UnavailableProblem.isBehind(unexpected)) {
            LOG.log(Level.WARNING, () -> "The database does not answer: " + unexpected);
            return new UnavailableProblem();
        }
        String id = UUID.randomUUID().toString().substring(0, 8);
        LOG.log(Level.SEVERE, "Unexpected [" + id + "]", unexpected);
        return new UnexpectedProblem(id);
    }
}
