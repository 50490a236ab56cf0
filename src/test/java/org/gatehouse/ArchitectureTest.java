package org.gatehouse;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.ConditionEvent.createMessage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.access.RequiresAdministrator;
import org.gatehouse.access.RequiresPermission;

/** The few rules that keep every line where it is expected. */
@AnalyzeClasses(packages = "org.gatehouse", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    /** From the top; a package imports only what stands on lines below its own. */
    private static final List<List<String>> RUNGS = List.of(
            List.of("system"),
            List.of("setup", "guard"),
            List.of("signin", "mirror"),
            List.of("member", "link", "imports", "account", "admin", "keycloak", "provision"),
            List.of("invitation", "apikey", "idempotency", "app"),
            List.of("organization", "session"),
            List.of("user"),
            List.of("audit", "job", "metrics", "sharedtoken"),
            List.of("access", "mail", "paging", "ratelimit"),
            List.of("cache", "page", "problem", "settings"));

    @ArchTest
    static final ArchRule noCycles = slices().matching("org.gatehouse.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a package that is in a cycle cannot be understood, or changed, without the others in it");

    @ArchTest
    static final ArchRule rungs = classes()
            .should(importOnlyLowerRungs())
            .because("a reader goes down, never round: what a package needs stands below it, what reacts to it above");

    @ArchTest
    static final ArchRule onlyRepositoriesTouchTheDatabase = noClasses()
            .that()
            .haveNameNotMatching(".*Repository(\\$.+)?")
            .should()
            .dependOnClassesThat(assignableTo(EntityManager.class))
            .because("a query is looked for, and made quick, in one place per feature");

    @ArchTest
    static final ArchRule pagesAndResourcesGoThroughServices = noClasses()
            .that()
            .haveSimpleNameEndingWith("Page")
            .or()
            .haveSimpleNameEndingWith("Resource")
            .or()
            .areAnnotatedWith(Named.class)
            .should()
            .dependOnClassesThat(simpleNameEndingWith("Repository"))
            .because("permissions are checked in the services, so that page and API cannot differ");

    @ArchTest
    static final ArchRule everyUseCaseSaysWhoMay = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat(describe(
                    "are use cases",
                    owner -> owner.getSimpleName().endsWith("Service") || owner.isAnnotatedWith(Transactional.class)))
            .should()
            .beAnnotatedWith(RequiresPermission.class)
            .orShould()
            .beAnnotatedWith(RequiresAdministrator.class)
            .orShould()
            .beAnnotatedWith(NeedsNoPermission.class)
            .because("a use case that says nothing of permission is one that nobody thought about");

    @ArchTest
    static final ArchRule whatRequiresAPermissionNamesItsOrganizationFirst = methods()
            .that()
            .areAnnotatedWith(RequiresPermission.class)
            .should(haveAnIdFirst())
            .because("the interceptor takes the first argument for the organization's id");

    @ArchTest
    static final ArchRule useCasesStandInATransaction = methods()
            .that()
            .areAnnotatedWith(RequiresPermission.class)
            .should()
            .beDeclaredInClassesThat()
            .areAnnotatedWith(Transactional.class)
            .because("a role has to be looked at in the transaction that relies on it");

    @ArchTest
    static final ArchRule noEntityInTheApi = methods()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(Path.class)
            .should(haveNoEntityInTheirSignature())
            .allowEmptyShould(true)
            .because("what the API says is chosen, not whatever a table happens to hold");

    @ArchTest
    static final ArchRule whatIsOfARequestIsKeptForARequest = fields().that()
            .areAnnotatedWith(describe(
                    "a parameter of the request",
                    annotation -> annotation.getRawType().getName().matches("jakarta\\.ws\\.rs\\.\\w+Param")))
            .should()
            .beDeclaredInClassesThat()
            .areAnnotatedWith(RequestScoped.class)
            .because("a resource that is made once would answer everybody with what the first has asked for");

    @ArchTest
    static final ArchRule containersInternalsOnlyWhereNothingElseWillDo = noClasses()
            .that()
            .resideOutsideOfPackages("org.gatehouse.signin..", "org.gatehouse.keycloak..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.glassfish..", "fish.payara..")
            .because("the next container, or the next version of this one, must be a small change");

    private static ArchCondition<JavaClass> importOnlyLowerRungs() {
        Map<String, Integer> heights = new HashMap<>();
        RUNGS.forEach(rung -> rung.forEach(name -> heights.put("org.gatehouse." + name, -RUNGS.indexOf(rung))));
        return new ArchCondition<>("import only packages on lower rungs") {
            @Override
            public void check(JavaClass importing, ConditionEvents events) {
                String from = importing.getPackageName();
                if (!heights.containsKey(from)) {
                    events.add(SimpleConditionEvent.violated(importing, from + " stands on no rung"));
                    return;
                }
                for (Dependency dependency : importing.getDirectDependenciesFromSelf()) {
                    String to = dependency.getTargetClass().getPackageName();
                    if (!to.equals(from)
                            && to.startsWith("org.gatehouse")
                            && heights.getOrDefault(to, 1) >= heights.get(from)) {
                        events.add(SimpleConditionEvent.violated(importing, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static ArchCondition<JavaMethod> haveAnIdFirst() {
        return new ArchCondition<>("have a UUID as their first parameter") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                List<JavaClass> parameters = method.getRawParameterTypes();
                boolean first = !parameters.isEmpty() && parameters.get(0).isEquivalentTo(UUID.class);
                events.add(new SimpleConditionEvent(method, first, createMessage(method, "takes no UUID first")));
            }
        };
    }

    private static ArchCondition<JavaMethod> haveNoEntityInTheirSignature() {
        return new ArchCondition<>("have no entity in their signature") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                Stream.concat(Stream.of(method.getReturnType()), method.getParameterTypes().stream())
                        .map(JavaType::getAllInvolvedRawTypes)
                        .flatMap(types -> types.stream())
                        .filter(type -> type.isAnnotatedWith(Entity.class))
                        .forEach(entity -> events.add(SimpleConditionEvent.violated(
                                method, createMessage(method, "speaks of the entity " + entity.getSimpleName()))));
            }
        };
    }
}
