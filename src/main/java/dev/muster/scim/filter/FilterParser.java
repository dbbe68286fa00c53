package dev.muster.scim.filter;

import static dev.muster.scim.error.ScimType.INVALID_FILTER;

/**
 * Reads filters (RFC 7644 section 3.4.2.2): names, operators and true/false/null in any case, and Entra ID's form
 * {@code emails[type eq "work"].value eq "x"}. At most 32,768 characters, 500 clauses, 50 levels.
 */
public final class FilterParser {

    private FilterParser() {}

    /** @throws dev.muster.scim.error.ScimException invalidFilter, saying what was expected and where */
    public static Filter parse(String text) {
        if (text.length() > FilterGrammar.LONGEST) {
            throw INVALID_FILTER.because("The filter is longer than " + FilterGrammar.LONGEST + " characters.");
        }
        var scanner = new Scanner(text);
        Filter filter = new FilterGrammar(scanner).filter();
        if (!scanner.atEnd()) {
            throw scanner.unexpected("'and', 'or' or the end");
        }
        return filter;
    }
}
