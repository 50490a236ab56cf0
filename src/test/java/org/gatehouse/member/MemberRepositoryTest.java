package org.gatehouse.member;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.gatehouse.access.Role;
import org.gatehouse.invitation.Invitation;
import org.gatehouse.member.Section.Kind;
import org.gatehouse.organization.Membership;
import org.gatehouse.system.TestDatabase;
import org.gatehouse.testing.Rows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class MemberRepositoryTest {
    private static final Instant NOW = Instant.parse("2026-01-15T00:00:00Z");
    private static final String LATER = "2026-02-01 00:00:00+00";
    private static final String EARLIER = "2026-01-10 00:00:00+00";

    @Parameter
    TestDatabase database;

    private UUID acme;

    @BeforeEach
    void fill() {
        database.empty();
        acme = database.call(em -> {
            var rows = new Rows(em);
            var organization = rows.organization("acme");
            rows.member(organization, "bob", "editor");
            rows.member(organization, "Zoe", "viewer");
            rows.member(organization, "ann", "owner");
            rows.member(organization, "bobby", "viewer");
            rows.member(rows.organization("other"), "bob", "owner");
            rows.invitation(organization, "kim@example.com", "viewer", LATER);
            rows.invitation(organization, "bo@example.com", "editor", EARLIER);
            return organization;
        });
    }

    @Test
    void membersComeInTheOrderOfTheirSortKeyByCodePoint() {
        assertThat(members(all(), null, false, 10)).containsExactly("Zoe", "ann", "bob", "bobby");
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetitionInBothDirections() {
        List<String> seen = new ArrayList<>();
        Cursor cursor = null;
        List<Membership> page = find(all(), null, false, 1);
        while (!page.isEmpty()) {
            seen.add(page.get(0).getName());
            cursor = behind(Sort.NAME, page.get(0).getNameKey(), page.get(0));
            page = find(all(), cursor, false, 1);
        }
        assertThat(seen).containsExactly("Zoe", "ann", "bob", "bobby");
        assertThat(members(all(), cursor, true, 2)).containsExactly("bob", "ann");
    }

    @Test
    void membersComeInTheOrderAskedFor() {
        assertThat(members(sorted(Sort.EMAIL), null, false, 10)).containsExactly("Zoe", "ann", "bob", "bobby");
        assertThat(members(sorted(Sort.CREATED_AT), null, false, 10)).hasSize(4);
        var first = find(sorted(Sort.CREATED_AT), null, false, 1).get(0);
        var cursor = behind(Sort.CREATED_AT, first.getCreatedAt().toString(), first);
        assertThat(members(sorted(Sort.CREATED_AT), cursor, false, 10))
                .hasSize(3)
                .doesNotContain(first.getName());
    }

    @Test
    void aPrefixFindsNamesAndAddressesThatBeginWithIt() {
        database.run(em -> em.createNativeQuery("update membership set name_key = 'robert' where name = 'bobby'")
                .executeUpdate());
        assertThat(found("bob", Kind.MEMBERS_BY_NAME)).containsExactly("bob");
        assertThat(found("bob", Kind.MEMBERS_BY_ADDRESS)).containsExactly("bobby");
        assertThat(found("ANN@Example", Kind.MEMBERS_BY_NAME)).isEmpty();
        assertThat(found("ANN@Example", Kind.MEMBERS_BY_ADDRESS)).containsExactly("ann");
        assertThat(found("%", Kind.MEMBERS_BY_ADDRESS)).isEmpty();
        assertThat(invitations(prefix("ki"))).containsExactly("kim@example.com");
    }

    @Test
    void aRoleOrAStatusShowsOnlyItsRows() {
        var viewers = new MemberQuery("", Role.VIEWER, null, Sort.NAME, null, 10);
        assertThat(members(viewers, null, false, 10)).containsExactly("Zoe", "bobby");
        assertThat(invitations(viewers)).containsExactly("kim@example.com");
        assertThat(invitations(new MemberQuery("", null, MemberStatus.EXPIRED, Sort.NAME, null, 10)))
                .containsExactly("bo@example.com");
        assertThat(invitations(new MemberQuery("", null, MemberStatus.PENDING, Sort.NAME, null, 10)))
                .containsExactly("kim@example.com");
    }

    @Test
    void countsAndTheLastOwnerAreTheOrganizations() {
        database.run(em -> {
            assertThat(repository(em).countMembers(acme, 5)).isEqualTo(4);
            assertThat(repository(em).countMembers(acme, 3)).isEqualTo(3);
            assertThat(repository(em).findLastOwner(acme)).isPresent();
            new Rows(em).member(acme, "second", "owner");
            assertThat(repository(em).findLastOwner(acme)).isEmpty();
        });
    }

    private List<String> members(MemberQuery query, Cursor from, boolean backward, int limit) {
        return find(query, from, backward, limit).stream()
                .map(Membership::getName)
                .toList();
    }

    private List<Membership> find(MemberQuery query, Cursor from, boolean backward, int limit) {
        return database.call(em -> repository(em)
                .findMembers(acme, new Section(Kind.MEMBERS, query.role()), query, from, backward, limit));
    }

    private List<String> found(String prefix, Kind kind) {
        return database
                .call(em -> repository(em).findMembers(acme, new Section(kind, null), prefix(prefix), null, false, 10))
                .stream()
                .map(Membership::getName)
                .toList();
    }

    private List<String> invitations(MemberQuery query) {
        return database
                .call(em -> repository(em).findInvitations(acme, query.role(), query, null, false, 10, NOW))
                .stream()
                .map(Invitation::getEmail)
                .toList();
    }

    private static Cursor behind(Sort sort, String key, Membership row) {
        return new Cursor(new Section(Kind.MEMBERS, null), sort, key, row.getId(), false);
    }

    private static MemberQuery sorted(Sort sort) {
        return new MemberQuery("", null, null, sort, null, 10);
    }

    private static MemberQuery all() {
        return prefix("");
    }

    private static MemberQuery prefix(String prefix) {
        return new MemberQuery(prefix, null, null, Sort.NAME, null, 10);
    }

    private static MemberRepository repository(EntityManager em) {
        var repository = new MemberRepository();
        repository.em = em;
        return repository;
    }
}
