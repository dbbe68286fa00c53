package dev.muster.tenant;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** {@link Environment.Kind} in the lower-case words of its column. */
@Converter
class KindColumn implements AttributeConverter<Environment.Kind, String> {

    @Override
    public String convertToDatabaseColumn(Environment.Kind kind) {
        return kind.column();
    }

    @Override
    public Environment.Kind convertToEntityAttribute(String column) {
        return Environment.Kind.named(column);
    }
}
