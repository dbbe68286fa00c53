package dev.muster.dashboard;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.Map;

/**
 * "Do you really …?": a page of its own, or with JavaScript a dialog over the page it was asked on.
 *
 * @param tone    of the button: {@code danger} for what cannot be undone, else {@code primary}
 * @param action  where the answer yes is posted to
 * @param back    where the answer no leads
 * @param choices how to do it, the first one suggested; empty when there is only one way
 * @param fields  what else is posted
 */
record Question(
        String title,
        String text,
        String button,
        String tone,
        String action,
        String back,
        List<Choice> choices,
        Map<String, String> fields) {

    /** For what cannot be undone. */
    Question(String title, String text, String button, String action, String back) {
        this(title, text, button, "danger solid", action, back, List.of(), Map.of());
    }

    /** One of several ways. */
    record Choice(String name, String value, String label, String hint) {}

    static Question harmless(String title, String text, String button, String action, String back) {
        return new Question(title, text, button, "primary", action, back, List.of(), Map.of());
    }

    Question with(Choice... ways) {
        return new Question(title, text, button, tone, action, back, List.of(ways), fields);
    }

    Question carrying(Map<String, String> more) {
        return new Question(title, text, button, tone, action, back, choices, more);
    }

    @CheckedTemplate(basePath = "dashboard/Question")
    static class Templates {
        static native TemplateInstance ask(Question question);
    }

    TemplateInstance ask() {
        return Templates.ask(this);
    }
}
