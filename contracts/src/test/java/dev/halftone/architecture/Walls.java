package dev.halftone.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The rules between packages. Every module's own test applies them to its own classes. */
public final class Walls {

    private Walls() {}

    /** The module's own classes, without its tests. */
    public static JavaClasses classesUnder(String rootPackage) {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(rootPackage);
    }

    public static ArchRule namesSayWhatAThingIs() {
        return noClasses()
                .should()
                .haveNameMatching(".*(Impl|Utils?|Helper|Manager)(\\$.*)?")
                .because("Impl, Util, Helper and Manager say nothing about what the thing is");
    }

    public static ArchRule packagesFormNoCycle(String rootPackage) {
        return slices().matching(rootPackage + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true);
    }

    /** Only the given packages may use a library. */
    public static ArchRule onlyIn(List<String> packages, String... libraryPackages) {
        return noClasses()
                .that(resideOutsideOfPackages(packages.toArray(String[]::new)))
                .should()
                .dependOnClassesThat(resideInAnyPackage(libraryPackages))
                .because(String.join(", ", libraryPackages) + " lives in " + String.join(", ", packages) + " alone");
    }

    /** Steps know the contracts and themselves; the orchestrators know the steps. */
    public static ArchRule stepsKnowOnlyContracts(String rootPackage, List<String> steps, List<String> shared) {
        return steps.stream()
                .<ArchRule>map(step -> noClasses()
                        .that()
                        .resideInAPackage(rootPackage + "." + step + "..")
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(rootPackage + "..")
                                .and(resideOutsideOfPackages(Stream.concat(Stream.of(step), shared.stream())
                                        .map(own -> rootPackage + "." + own + "..")
                                        .toArray(String[]::new))))
                        .allowEmptyShould(true))
                .reduce((first, second) -> CompositeArchRule.of(first).and(second))
                .orElseThrow();
    }

    /** No thread waits for a publisher, and nobody subscribes inside an operator. */
    public static ArchRule nothingBlocks(String... allowedClasses) {
        return noClasses()
                .that(DescribedPredicate.describe(
                        "are not " + String.join(", ", allowedClasses),
                        type -> Arrays.stream(allowedClasses).noneMatch(type.getName()::startsWith)))
                .should()
                .callMethodWhere(DescribedPredicate.describe("waits for or subscribes to a publisher", Walls::waits));
    }

    private static boolean waits(JavaCall<?> call) {
        AccessTarget.CodeUnitCallTarget target = call.getTarget();
        boolean publisher = target.getOwner().getPackageName().startsWith("reactor.core.publisher");
        return publisher
                && (target.getName().startsWith("block") || target.getName().equals("subscribe"));
    }
}
