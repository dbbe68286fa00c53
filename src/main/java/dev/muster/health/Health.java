package dev.muster.health;

import dev.muster.directory.AttributeCheck;
import dev.muster.directory.Directory;
import dev.muster.directory.DirectoryCheck;
import dev.muster.directory.DirectoryListing;
import dev.muster.directory.DirectoryTokens;
import dev.muster.event.RecentChanges;
import dev.muster.health.HealthReport.Counts;
import dev.muster.health.HealthReport.State;
import dev.muster.requestlog.LoggedRequest;
import dev.muster.requestlog.RequestKind;
import dev.muster.requestlog.RequestLog;
import dev.muster.requestlog.Traffic;
import dev.muster.sql.Window;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * Judges how the synchronization of a directory is doing: twelve statements, each over a bounded number of rows, whatever the
 * size of the directory. Methods join a running transaction.
 */
@ApplicationScoped
public class Health {

    private static final int REQUESTS = 200;
    private static final int CHANGES = 1_000;

    private static final List<Rule> RULES = Stream.of(
                    TokenRules.ALL,
                    RefusalRules.ALL,
                    ContactRules.ALL,
                    PeopleRules.ALL,
                    AttributeRules.ALL,
                    GroupRules.ALL,
                    ChangeRules.ALL)
            .flatMap(List::stream)
            .toList();

    private final DirectoryListing directories;
    private final DirectoryTokens tokens;
    private final DirectoryCheck check;
    private final AttributeCheck attributes;
    private final RequestLog requests;
    private final Traffic traffic;
    private final RecentChanges changes;
    private final MutedFindings muted;

    Health(
            DirectoryListing directories,
            DirectoryTokens tokens,
            DirectoryCheck check,
            AttributeCheck attributes,
            RequestLog requests,
            Traffic traffic,
            RecentChanges changes,
            MutedFindings muted) {
        this.directories = directories;
        this.tokens = tokens;
        this.check = check;
        this.attributes = attributes;
        this.requests = requests;
        this.traffic = traffic;
        this.changes = changes;
        this.muted = muted;
    }

    /** Empty when there is no such directory in the current environment. */
    public Optional<HealthReport> of(UUID directory) {
        return directories.get(directory).map(this::of);
    }

    private HealthReport of(DirectoryListing.Counted counted) {
        Evidence evidence = evidence(counted, Instant.now());
        List<Finding> all = RULES.stream()
                .flatMap(rule -> rule.judge(evidence))
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
        List<HealthReport.Muted> hidden = hidden(counted.directory().id(), all);
        List<Finding> findings = all.stream()
                .filter(finding -> hidden.stream().noneMatch(one -> one.finding() == finding))
                .toList();
        return new HealthReport(
                state(evidence, findings),
                evidence.last(RequestKind.RECEIVED),
                evidence.last(RequestKind.WRITTEN),
                evidence.last(RequestKind.SUCCEEDED),
                lastError(evidence),
                evidence.recent().stream().findFirst().map(LoggedRequest::caller),
                counts(evidence),
                Checklist.of(evidence),
                findings,
                hidden);
    }

    private List<HealthReport.Muted> hidden(UUID directory, List<Finding> findings) {
        List<MutedFinding> wishes = muted.of(directory);
        return findings.stream()
                .flatMap(finding -> wishes.stream()
                        .filter(wish -> wish.hides(finding))
                        .limit(1)
                        .map(wish -> new HealthReport.Muted(finding, wish)))
                .toList();
    }

    /**
     * Hides a finding there is at present.
     *
     * @param code    in lower case
     * @param subject its {@link Finding#subjectKey}
     * @return empty when there is no such directory, or no such finding
     */
    public Optional<MutedFinding> mute(UUID directory, String code, String subject) {
        return of(directory)
                .flatMap(report -> Stream.concat(
                                report.findings().stream(),
                                report.muted().stream().map(HealthReport.Muted::finding))
                        .filter(finding -> finding.code().wireName().equals(code)
                                && finding.subjectKey().equals(subject))
                        .findFirst()
                        .map(finding -> muted.mute(directory, finding)));
    }

    private Evidence evidence(DirectoryListing.Counted counted, Instant now) {
        Directory directory = counted.directory();
        UUID id = directory.id();
        Instant yesterday = now.minus(Evidence.DAY);
        var newest = new Window(REQUESTS, false, null, null);
        return new Evidence(
                now,
                counted,
                tokens.list(directory),
                traffic.kinds(id),
                traffic.since(id, yesterday),
                requests.recent(id, RequestLog.Filter.ALL, newest).rows(),
                requests.recent(id, RequestLog.Filter.REFUSED.since(yesterday), newest)
                        .rows(),
                check.people(id, yesterday),
                attributes.of(id),
                check.groups(id),
                changes.of(id, CHANGES));
    }

    private static Optional<Instant> lastError(Evidence evidence) {
        return Stream.of(evidence.last(RequestKind.FAILED), evidence.last(RequestKind.REJECTED))
                .flatMap(Optional::stream)
                .max(Instant::compareTo);
    }

    private static Counts counts(Evidence evidence) {
        return new Counts(
                count(evidence, status -> status < 400),
                count(evidence, status -> status == 401),
                count(evidence, status -> status >= 400 && status < 500 && status != 401),
                count(evidence, status -> status >= 500));
    }

    private static long count(Evidence evidence, IntPredicate statuses) {
        return evidence.hours().stream()
                .filter(hour -> statuses.test(hour.status()))
                .mapToLong(Traffic.Hour::requests)
                .sum();
    }

    private static State state(Evidence evidence, List<Finding> findings) {
        if (evidence.directory().state() == Directory.State.PAUSED) {
            return State.PAUSED;
        }
        if (evidence.last(RequestKind.RECEIVED).isEmpty()
                && evidence.directory().state() == Directory.State.UNLINKED) {
            return State.NEVER_CONTACTED;
        }
        if (found(findings, Finding.Code.TOKEN_REJECTED)) {
            return State.REJECTED;
        }
        if (found(findings, Finding.Code.QUARANTINE_RISK)) {
            return State.FAILING;
        }
        if (found(findings, Finding.Code.SILENT)) {
            return State.SILENT;
        }
        return working(evidence, findings);
    }

    private static State working(Evidence evidence, List<Finding> findings) {
        if (evidence.last(RequestKind.WRITTEN).isEmpty()
                && evidence.counted().active() + evidence.counted().inactive() == 0) {
            return State.PROBING;
        }
        if (findings.stream().anyMatch(finding -> finding.severity() != Finding.Severity.INFO)) {
            return State.DEGRADED;
        }
        boolean young = evidence.first(RequestKind.WRITTEN)
                .filter(first -> !evidence.longAgo(first, Evidence.YOUNG))
                .isPresent();
        return young ? State.SYNCING : State.HEALTHY;
    }

    private static boolean found(List<Finding> findings, Finding.Code code) {
        return findings.stream().anyMatch(finding -> finding.code() == code);
    }
}
