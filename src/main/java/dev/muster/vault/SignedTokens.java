package dev.muster.vault;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * JSON Web Tokens (RFC 7519) of our own making: HS256 under a key derived from a master key. The first master key signs, all
 * of them are tried when a token comes back, so a rotation ends nothing. What they say is signed, not secret.
 */
@Singleton
public final class SignedTokens {

    private static final String PURPOSE = "sign HS256 1";
    private static final String ISSUER = "muster";

    private final List<SecretKey> keys;

    SignedTokens(@ConfigProperty(name = "muster.master-key") String masterKeys) {
        MasterKeys masters = MasterKeys.parse(masterKeys);
        this.keys = masters.ids().stream()
                .<SecretKey>map(
                        id -> new SecretKeySpec(masters.derive(id, PURPOSE).orElseThrow(), "HmacSHA256"))
                .toList();
    }

    /**
     * A token for one kind of use.
     *
     * @param audience the use; a token does not count for another one
     * @param id       the token's {@code jti}
     * @param claims   what else it says
     */
    public Secret sign(String audience, String id, Map<String, Object> claims, Instant expiresAt) {
        return new Secret(Jwt.claims(claims)
                .issuer(ISSUER)
                .audience(audience)
                .claim("jti", id)
                .expiresAt(expiresAt)
                .jws()
                .algorithm(SignatureAlgorithm.HS256)
                .sign(keys.getFirst()));
    }

    /** What a token of ours says; empty when it is expired, for another use, or not ours. */
    public Optional<JsonWebToken> verify(String audience, String token) {
        JWTParser parser = new DefaultJWTParser(demands(audience));
        return keys.stream()
                .flatMap(key -> verified(parser, token, key).stream())
                .findFirst();
    }

    private static Optional<JsonWebToken> verified(JWTParser parser, String token, SecretKey key) {
        try {
            return Optional.of(parser.verify(token, key));
        } catch (ParseException notUnderThisKey) {
            return Optional.empty();
        }
    }

    private static JWTAuthContextInfo demands(String audience) {
        var demands = new JWTAuthContextInfo();
        demands.setIssuedBy(ISSUER);
        demands.setExpectedAudience(Set.of(audience));
        demands.setSignatureAlgorithm(Set.of(SignatureAlgorithm.HS256));
        demands.setRequireNamedPrincipal(false);
        demands.setClockSkew(0);
        return demands;
    }
}
