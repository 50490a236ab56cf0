package org.gatehouse.organization;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.gatehouse.cache.Cached;
import org.gatehouse.cache.Change;
import org.gatehouse.cache.ChangeListener;
import org.gatehouse.problem.InvalidProblem;
import org.gatehouse.user.User;

/** What people belong to. It has at least one owner at all times; {@link MembershipService} sees to that. */
@Entity
@Table(name = "organization")
@EntityListeners(ChangeListener.class)
public class Organization implements Cached {

    static final int LONGEST_NAME = 100;
    /** One line, with something to see, and no halves of characters, of which databases keep a question mark. */
    private static final Pattern READABLE =
            Pattern.compile("[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]*[^\\p{C}\\p{Z}][^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]*");

    @Id
    private UUID id;

    private String name;
    private String slug;

    @Column(name = "created_at")
    private Instant createdAt;

    protected Organization() {}

    Organization(String name, Slug slug, Instant now) {
        this.id = UUID.randomUUID();
        this.createdAt = now;
        this.name = requireName(name);
        this.slug = slug.value();
    }

    /** @throws InvalidProblem if the name is empty or too long */
    void rename(String name, Slug slug) {
        this.name = requireName(name);
        this.slug = slug.value();
    }

    /** @throws InvalidProblem if it is not one line of 1 to {@link #LONGEST_NAME} characters to read */
    public static String requireName(String name) {
        String stripped = name.strip();
        if (stripped.length() > LONGEST_NAME || !READABLE.matcher(stripped).matches()) {
            throw new InvalidProblem("name", "Give a name of 1 to " + LONGEST_NAME + " characters.");
        }
        return stripped;
    }

    /** The beginning of any text as a name; another where nothing of it can be read. */
    static String nearestName(String text, String otherwise) {
        String name = User.cut(text.strip(), LONGEST_NAME).strip();
        return READABLE.matcher(name).matches() ? name : otherwise;
    }

    /** How audit tells which one it was: name and slug. */
    String label() {
        return name + " (" + slug + ")";
    }

    @Override
    public Change change() {
        return new Change(Change.Kind.ORGANIZATION, id);
    }

    public UUID getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public String getSlug() {
        return slug;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }
}
