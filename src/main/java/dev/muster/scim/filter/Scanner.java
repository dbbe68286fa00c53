package dev.muster.scim.filter;

import static dev.muster.scim.error.ScimType.INVALID_FILTER;

import dev.muster.scim.error.ScimException;

/** Walks over the text of a filter or path. Blanks between tokens never matter. */
final class Scanner {

    private static final String DELIMITERS = "()[]\"";

    private final String text;
    private int position;

    Scanner(String text) {
        this.text = text;
    }

    boolean atEnd() {
        skipBlanks();
        return position == text.length();
    }

    /** Consumes the character if it comes next. */
    boolean accept(char expected) {
        skipBlanks();
        boolean found = follows(expected);
        if (found) {
            position++;
        }
        return found;
    }

    /** The same, but a blank before it does not count: {@code emails [} is no value path. */
    boolean acceptDirectly(char expected) {
        return follows(expected) && accept(expected);
    }

    void expect(char expected) {
        if (!accept(expected)) {
            throw unexpected("'" + expected + "'");
        }
    }

    /** Consumes the keyword, in any case, if it is the next word. */
    boolean acceptWord(String keyword) {
        skipBlanks();
        int end = endOfWord();
        boolean found =
                end - position == keyword.length() && text.regionMatches(true, position, keyword, 0, end - position);
        if (found) {
            position = end;
        }
        return found;
    }

    /** The next word: a name, an operator, a number. Empty if a delimiter or the end comes next. */
    String word() {
        skipBlanks();
        int start = position;
        position = endOfWord();
        return text.substring(start, position);
    }

    /** Whether the next word is "not" before a parenthesis; an attribute may be called so too. */
    boolean acceptNot() {
        int start = position;
        if (acceptWord("not") && accept('(')) {
            return true;
        }
        position = start;
        return false;
    }

    /** A text in double quotes with the escapes of JSON, if one comes next; otherwise null. */
    String quoted() {
        if (!accept('"')) {
            return null;
        }
        var value = new StringBuilder();
        for (char c = next(); c != '"'; c = next()) {
            value.append(c == '\\' ? escaped() : c);
        }
        return value.toString();
    }

    ScimException unexpected(String expected) {
        String found = atEnd() ? "the end" : "'" + Character.toString(text.codePointAt(position)) + "'";
        return INVALID_FILTER.because("Expected " + expected + " at character " + (position + 1)
                + " of the filter, but found " + found + ".");
    }

    private char next() {
        if (position == text.length()) {
            throw INVALID_FILTER.because("The filter ends inside a text; its closing double quote is missing.");
        }
        return text.charAt(position++);
    }

    private char escaped() {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default ->
                throw INVALID_FILTER.because("'\\" + c + "' is no escape; write a backslash in a text as '\\\\'.");
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(next(), 16);
            if (digit < 0) {
                throw INVALID_FILTER.because("'\\u' must be followed by four hexadecimal digits.");
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    private boolean follows(char expected) {
        return position < text.length() && text.charAt(position) == expected;
    }

    private void skipBlanks() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    private int endOfWord() {
        int end = position;
        while (end < text.length() && isPartOfWord(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isPartOfWord(char c) {
        return !Character.isWhitespace(c) && DELIMITERS.indexOf(c) < 0;
    }
}
