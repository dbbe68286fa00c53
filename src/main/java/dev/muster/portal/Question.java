package dev.muster.portal;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.Map;

/**
 * "Do you really …?": a page of its own, or with JavaScript a dialog over the page it was asked on.
 *
 * @param action where the answer yes is posted to
 * @param back   where the answer no leads
 * @param fields what is posted with it
 */
record Question(String title, String text, String button, String action, String back, Map<String, String> fields) {

    @CheckedTemplate(basePath = "portal/Question")
    static class Templates {
        static native TemplateInstance ask(Question question);
    }

    TemplateInstance ask() {
        return Templates.ask(this);
    }
}
