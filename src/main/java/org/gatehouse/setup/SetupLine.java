package org.gatehouse.setup;

/** One line of the set-up check. */
public record SetupLine(Subject subject, Finding finding) {

    /** As a terminal or a log shows it. */
    @Override
    public String toString() {
        String line = subject.word() + ": " + finding.status().word() + ". " + finding.detail();
        if (finding.fix() != null) {
            line += " " + finding.fix();
        }
        return finding.value() == null ? line : line + " " + finding.value();
    }
}
