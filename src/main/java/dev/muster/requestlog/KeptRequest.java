package dev.muster.requestlog;

import dev.muster.requestlog.NewRequest.Subject;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A request as it is kept: secrets masked, texts of bounded length, no NUL, which PostgreSQL's text cannot hold. */
record KeptRequest(
        NewRequest request,
        String method,
        String path,
        String query,
        String detail,
        String caller,
        Subject subject,
        String requestBody,
        String answerBody) {

    private static final int LONGEST_METHOD = 20;
    private static final int LONGEST_PATH = 500;
    private static final int LONGEST_QUERY = 1_000;
    private static final int LONGEST_DETAIL = 1_000;
    private static final int LONGEST_CALLER = 200;
    private static final int LONGEST_NAME = 200;

    /** What providers look people and groups up by. */
    private static final Pattern LOOK_UP =
            Pattern.compile("(?i)\\b(?:userName|displayName|emails[.\\w\\[\\] \"]*) +eq +\"([^\"\\\\]+)\"");

    static KeptRequest of(NewRequest request) {
        Subject told = request.subject();
        var body = KeptBody.of(request.requestHead(), told.nameAttribute());
        Subject subject = told.named(body.name()).named(soughtName(told, request.query()));
        return new KeptRequest(
                request,
                shortened(request.method(), LONGEST_METHOD),
                shortened(Secrets.masked(request.path()), LONGEST_PATH),
                shortened(Secrets.maskedQuery(request.query()), LONGEST_QUERY),
                shortened(Secrets.masked(request.detail()), LONGEST_DETAIL),
                shortened(Secrets.masked(request.caller()), LONGEST_CALLER),
                new Subject(subject.type(), subject.id(), shortened(subject.name(), LONGEST_NAME)),
                body.text(),
                KeptBody.of(request.answerHead(), null).text());
    }

    String subjectKey() {
        return subject.name() == null ? null : key(subject.name());
    }

    /** In which a name is looked for: the upper and lower case of a letter are the same. */
    static String key(String name) {
        return shortened(name, LONGEST_NAME).toLowerCase(Locale.ROOT);
    }

    long millis() {
        return Math.round(request.micros() / 1_000.0);
    }

    private static String soughtName(Subject subject, String query) {
        if (subject.type() == null || subject.name() != null || query == null || !query.contains("filter=")) {
            return null;
        }
        Matcher lookUp = LOOK_UP.matcher(decoded(query));
        return lookUp.find() ? lookUp.group(1) : null;
    }

    private static String decoded(String query) {
        try {
            return QueryStringDecoder.decodeComponent(query);
        } catch (IllegalArgumentException malformed) {
            return query;
        }
    }

    private static String shortened(String text, int longest) {
        if (text == null) {
            return null;
        }
        String clean = text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
        return clean.length() <= longest ? clean : clean.substring(0, longest - 1) + "…";
    }
}
