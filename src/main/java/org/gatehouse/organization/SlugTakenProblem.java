package org.gatehouse.organization;

import java.util.List;
import org.gatehouse.problem.ConflictProblem;
import org.gatehouse.problem.FieldError;

/** 409: another organization has this slug. */
public class SlugTakenProblem extends ConflictProblem {

    SlugTakenProblem(String slug) {
        super("slug-taken", "The short name " + slug + " is taken. Choose another.");
    }

    @Override
    public List<FieldError> errors() {
        return List.of(new FieldError("slug", detail()));
    }
}
