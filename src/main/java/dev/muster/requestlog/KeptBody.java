package dev.muster.requestlog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The beginning of a JSON body as it is kept: values of secrets masked, cut off where it cannot be read any further. It is
 * read token by token, so that a large body costs no more than what is kept of it.
 */
final class KeptBody {

    static final String CUT = "…";

    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonStringEncoder QUOTES = JsonStringEncoder.getInstance();

    private final String nameAttribute;
    private final StringBuilder text = new StringBuilder(512);
    private final Deque<Open> open = new ArrayDeque<>();
    private String name;

    private KeptBody(String nameAttribute) {
        this.nameAttribute = nameAttribute;
    }

    /** An object or a list that has begun. */
    private static final class Open {
        private final boolean list;
        private boolean empty = true;
        private String key = "";
        /** Of a PATCH operation: what its value is for, and where the value stands in the text. */
        private String path;

        private int valueFrom = -1;
        private int valueTo = -1;
        private boolean valueIsObject;

        private Open(boolean list) {
            this.list = list;
        }

        private boolean secret() {
            return !list && Secrets.named(key);
        }

        private void valueBegins(int position, boolean object) {
            if (at("value")) {
                valueFrom = valueFrom < 0 ? position : valueFrom;
                valueTo = -1;
                valueIsObject = object;
            }
        }

        private void valueEnds(int position) {
            if (at("value")) {
                valueTo = position;
            }
        }

        private boolean at(String name) {
            return !list && key.equalsIgnoreCase(name);
        }
    }

    /** @param nameAttribute the member of the outermost object to tell in {@link #name} */
    static KeptBody of(byte[] head, String nameAttribute) {
        var body = new KeptBody(nameAttribute);
        if (head != null && head.length > 0) {
            body.read(head);
        }
        return body;
    }

    /** Null for none. */
    String text() {
        return text.isEmpty() ? null : text.toString();
    }

    /** The value of the attribute that names the resource, or null. */
    String name() {
        return name;
    }

    private void read(byte[] head) {
        try (JsonParser parser = JSON.createParser(head)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                take(parser, token);
            }
        } catch (IOException endOrMistake) {
            while (!open.isEmpty()) {
                hideValue(open.pop(), true);
            }
            text.append(CUT);
        }
    }

    private void take(JsonParser parser, JsonToken token) throws IOException {
        switch (token) {
            case FIELD_NAME -> key(parser.currentName());
            case START_OBJECT -> begin(parser, false);
            case START_ARRAY -> begin(parser, true);
            case END_OBJECT -> end('}');
            case END_ARRAY -> end(']');
            default -> value(parser, token == JsonToken.VALUE_STRING);
        }
    }

    private void key(String key) {
        separate();
        Open object = open.peek();
        object.key = key;
        object.empty = true;
        quote(Secrets.masked(key));
        text.append(':');
    }

    private void begin(JsonParser parser, boolean list) throws IOException {
        separate();
        if (isSecret()) {
            text.append('"').append(Secrets.MASK).append('"');
            parser.skipChildren();
            return;
        }
        valueBegins(!list);
        text.append(list ? '[' : '{');
        open.push(new Open(list));
    }

    private void end(char bracket) {
        hideValue(open.pop(), false);
        text.append(bracket);
        valueEnds();
    }

    private void value(JsonParser parser, boolean quoted) throws IOException {
        separate();
        valueBegins(false);
        if (isSecret()) {
            quote(Secrets.MASK);
        } else if (quoted) {
            string(parser.getText());
        } else {
            text.append(parser.getText());
        }
        valueEnds();
    }

    private void valueBegins(boolean object) {
        if (!open.isEmpty()) {
            open.peek().valueBegins(text.length(), object);
        }
    }

    private void valueEnds() {
        if (!open.isEmpty()) {
            open.peek().valueEnds(text.length());
        }
    }

    private void string(String value) {
        Open parent = open.peek();
        if (parent != null && parent.at("path")) {
            parent.path = value;
        }
        if (open.size() == 1 && nameAttribute != null && parent.at(nameAttribute)) {
            name = value;
        }
        quote(Secrets.masked(value));
    }

    private boolean isSecret() {
        return !open.isEmpty() && open.peek().secret();
    }

    // The path of an operation may stand behind its value, and in a body that is cut off it may never have come. An
    // object
    // needs no path, and its members tell by themselves what they are.
    private void hideValue(Open object, boolean cut) {
        boolean hidden = object.path == null ? cut && !object.valueIsObject : Secrets.named(object.path);
        if (hidden && object.valueFrom >= 0) {
            int end = object.valueTo < 0 ? text.length() : object.valueTo;
            text.replace(object.valueFrom, end, '"' + Secrets.MASK + '"');
        }
    }

    private void separate() {
        Open parent = open.peek();
        if (parent == null) {
            return;
        }
        if (!parent.empty) {
            text.append(',');
        }
        parent.empty = false;
    }

    private void quote(String value) {
        text.append('"');
        QUOTES.quoteAsString(value, text);
        text.append('"');
    }
}
