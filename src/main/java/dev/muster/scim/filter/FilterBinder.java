package dev.muster.scim.filter;

import static dev.muster.scim.error.ScimType.INVALID_FILTER;

import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.AttributePath;
import dev.muster.scim.schema.ResourceType;
import dev.muster.scim.schema.Returned;
import dev.muster.scim.schema.Target;
import java.util.Optional;
import java.util.function.Function;

/**
 * Gives a filter its meaning by the schema. An attribute nobody declared is an error and not "finds nothing": a client
 * that misspells {@code userName} would otherwise create everybody again. The exception are extensions unknown to the
 * directory: what clients send there is kept, so it can be searched, as text.
 */
public final class FilterBinder {

    private final Function<AttributePath, Target> resolve;

    private FilterBinder(Function<AttributePath, Target> resolve) {
        this.resolve = resolve;
    }

    /** @throws dev.muster.scim.error.ScimException invalidFilter, naming the attribute */
    public static Condition bind(Filter filter, ResourceType type) {
        return new FilterBinder(path -> searchable(type, path)).bind(filter);
    }

    /**
     * Binds the filter of a value path, whose names are parts of the attribute's entries.
     *
     * @throws dev.muster.scim.error.ScimException invalidFilter, naming the part
     */
    public static Condition bindEntries(Filter filter, Attribute attribute) {
        return new FilterBinder(path -> part(attribute, path)).bind(filter);
    }

    private Condition bind(Filter filter) {
        return switch (filter) {
            case Filter.And and ->
                new Condition.And(and.clauses().stream().map(this::bind).toList());
            case Filter.Or or ->
                new Condition.Or(or.clauses().stream().map(this::bind).toList());
            case Filter.Not not -> new Condition.Not(bind(not.clause()));
            case Filter.Present present -> new Condition.Present(resolve.apply(present.path()));
            case Filter.Compare compare -> compare(compare);
            case Filter.ValuePath valuePath -> some(valuePath);
        };
    }

    private Condition compare(Filter.Compare compare) {
        Target target = resolve.apply(compare.path());
        if (compare.literal() instanceof Literal.Null) {
            return withoutValue(target, compare.operator());
        }
        Target values = valuesOf(target);
        Literal literal = LiteralReader.read(values, compare.operator(), compare.literal());
        return new Condition.Compare(values, compare.operator(), literal);
    }

    private static Condition withoutValue(Target target, Operator operator) {
        var present = new Condition.Present(target);
        return switch (operator) {
            case EQ -> new Condition.Not(present);
            case NE -> present;
            case CO, SW, EW, GT, GE, LT, LE ->
                throw INVALID_FILTER.because(target.text() + " can only be compared with null by eq and ne.");
        };
    }

    private Condition some(Filter.ValuePath valuePath) {
        Target target = resolve.apply(valuePath.path());
        Attribute list = target.leaf();
        if (list.declared() && !list.complex() && !list.multiValued()) {
            throw INVALID_FILTER.because(
                    target.text() + " has a single plain value; a filter in brackets needs a list.");
        }
        return new Condition.Some(target, bindEntries(valuePath.filter(), list));
    }

    /** A complex attribute is compared by its {@code value} (RFC 7644 section 3.4.2.2: {@code emails co "x"}). */
    private static Target valuesOf(Target target) {
        Attribute leaf = target.leaf();
        if (!leaf.complex()) {
            return target;
        }
        Attribute value = leaf.subAttributes()
                .find("value")
                .orElseThrow(() -> INVALID_FILTER.because(
                        target.text() + " has parts; compare one of them, such as " + example(target) + "."));
        return new Target(target.extension(), target.attribute(), Optional.of(value));
    }

    private static String example(Target target) {
        return target.leaf().subAttributes().stream()
                .findFirst()
                .map(part -> target.text() + "." + part.name())
                .orElse(target.text());
    }

    private static Target searchable(ResourceType type, AttributePath path) {
        Target target = type.resolveSearched(path);
        boolean known = target.declared() || target.inUnknownExtension();
        if (!known || target.leaf().returned() == Returned.NEVER) {
            throw INVALID_FILTER.because(path.text() + " is no attribute of " + type.name() + " that can be searched.");
        }
        return target;
    }

    private static Target part(Attribute attribute, AttributePath path) {
        if (path.schema().isPresent() || path.subAttribute().isPresent()) {
            throw INVALID_FILTER.because(path.text() + " is no part of " + attribute.name()
                    + "; in brackets the names of its parts are meant.");
        }
        boolean plainValues = attribute.declared() && !attribute.complex();
        Attribute part = plainValues ? element(attribute, path) : attribute.sub(path.attribute());
        if (attribute.declared() && !part.declared()) {
            throw INVALID_FILTER.because(path.text() + " is no part of " + attribute.name() + ".");
        }
        return Target.of(part);
    }

    private static Attribute element(Attribute attribute, AttributePath path) {
        if (!path.attribute().equalsIgnoreCase("value")) {
            throw INVALID_FILTER.because(attribute.name() + " has plain values; in brackets they are called value.");
        }
        return attribute.element();
    }
}
