package dev.muster.organization;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** {@link PortalIntent} in WorkOS's words. */
@Converter
class IntentColumn implements AttributeConverter<PortalIntent, String> {

    @Override
    public String convertToDatabaseColumn(PortalIntent intent) {
        return intent.wireName();
    }

    @Override
    public PortalIntent convertToEntityAttribute(String column) {
        return PortalIntent.named(column).orElseThrow();
    }
}
