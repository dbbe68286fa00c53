package dev.muster.dashboard;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * "Do you really …?": a page of its own, or with JavaScript a dialog over the page it was asked on.
 *
 * @param action where the answer yes is posted to
 * @param back   where the answer no leads
 */
record Question(String title, String text, String button, String action, String back) {

    @CheckedTemplate(basePath = "dashboard/Question")
    static class Templates {
        static native TemplateInstance ask(Question question);
    }

    TemplateInstance ask() {
        return Templates.ask(this);
    }
}
