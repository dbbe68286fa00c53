package dev.muster;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.muster.tenant.CrossTenant;

/** The map of the folders in {@code package-info.java} of the root, held against the code. */
@AnalyzeClasses(packages = "dev.muster", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] DOORS = {
        "..muster.scim..", "..muster.api..", "..muster.dashboard..", "..muster.portal.."
    };
    private static final String[] NOUNS = {
        "..muster.tenant..",
        "..muster.organization..",
        "..muster.directory..",
        "..muster.event..",
        "..muster.webhook..",
        "..muster.requestlog..",
        "..muster.health..",
        "..muster.provider.."
    };
    private static final String[] TOOLS = {
        "..muster.sql..",
        "..muster.vault..",
        "..muster.id..",
        "..muster.page..",
        "..muster.sse..",
        "..muster.pace..",
        "..muster.local.."
    };

    @ArchTest
    static final ArchRule NOUNS_KNOW_NO_DOOR = noClasses()
            .that()
            .resideInAnyPackage(NOUNS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DOORS);

    @ArchTest
    static final ArchRule TOOLS_KNOW_NOTHING_OF_MUSTER = noClasses()
            .that()
            .resideInAnyPackage(TOOLS)
            .should()
            .dependOnClassesThat(resideInAnyPackage(DOORS).or(resideInAnyPackage(NOUNS)));

    @ArchTest
    static final ArchRule DOORS_DO_NOT_USE_EACH_OTHER = slices().matching("dev.muster.(scim|api|dashboard|portal)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule EVENTS_KNOW_NEITHER_DIRECTORIES_NOR_LISTENERS = noClasses()
            .that()
            .resideInAPackage("..muster.event..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..muster.directory..", "..muster.organization..", "..muster.webhook..");

    @ArchTest
    static final ArchRule DIRECTORIES_DO_NOT_KNOW_WEBHOOKS = noClasses()
            .that()
            .resideInAPackage("..muster.directory..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..muster.webhook..");

    @ArchTest
    static final ArchRule THE_REQUEST_LOG_STANDS_ALONE = noClasses()
            .that()
            .resideInAPackage("..muster.requestlog..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..muster.directory..", "..muster.organization..", "..muster.event..", "..muster.webhook..");

    @ArchTest
    static final ArchRule THE_SCIM_CORE_IS_PURE = noClasses()
            .that()
            .resideInAnyPackage("..muster.scim.schema..", "..muster.scim.filter..", "..muster.scim.patch..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..", "io.vertx..", "..muster.directory..", "..muster.tenant..");

    @ArchTest
    static final ArchRule ONLY_NOUNS_TALK_TO_THE_DATABASE = noClasses()
            .that()
            .resideInAnyPackage(DOORS)
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("dev.muster.sql.Sql");

    /** Whoever acts for all tenants is known by name. A new name here needs a reason a reviewer believes. */
    @ArchTest
    static final ArchRule CROSS_TENANT_CALLERS = classes()
            .that()
            .areAssignableTo(CrossTenant.class)
            .should()
            .onlyHaveDependentClassesThat(resideInAPackage("..muster.tenant..")
                    .or(resideInAPackage("..muster.event.."))
                    .or(resideInAPackage("..muster.webhook.."))
                    .or(resideInAPackage("..muster.requestlog.."))
                    .or(resideInAPackage("..muster.directory.."))
                    .or(resideInAPackage("..muster.organization..")));
}
