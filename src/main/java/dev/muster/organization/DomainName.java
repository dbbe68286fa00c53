package dev.muster.organization;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A DNS name under which a company may have mail: lower case, in ASCII, at least two labels, no address behind an @. */
public record DomainName(String text) {

    private static final Pattern SHAPE = Pattern.compile(
            "(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])");

    /** Here everybody has mail, so nobody can own it as an organization. */
    private static final Set<String> CONSUMER = Set.of(
            "126.com",
            "163.com",
            "aol.com",
            "att.net",
            "bellsouth.net",
            "btinternet.com",
            "comcast.net",
            "cox.net",
            "duck.com",
            "earthlink.net",
            "fastmail.com",
            "free.fr",
            "gmail.com",
            "gmx.at",
            "gmx.ch",
            "gmx.com",
            "gmx.de",
            "gmx.net",
            "googlemail.com",
            "hey.com",
            "hotmail.co.uk",
            "hotmail.com",
            "hotmail.de",
            "hotmail.fr",
            "hotmail.it",
            "icloud.com",
            "inbox.com",
            "libero.it",
            "live.co.uk",
            "live.com",
            "live.nl",
            "mac.com",
            "mail.com",
            "mail.ru",
            "me.com",
            "msn.com",
            "naver.com",
            "orange.fr",
            "outlook.com",
            "outlook.de",
            "proton.me",
            "protonmail.com",
            "qq.com",
            "rediffmail.com",
            "rocketmail.com",
            "sbcglobal.net",
            "sina.com",
            "t-online.de",
            "tutanota.com",
            "verizon.net",
            "virgilio.it",
            "wanadoo.fr",
            "web.de",
            "yahoo.co.in",
            "yahoo.co.jp",
            "yahoo.co.uk",
            "yahoo.com",
            "yahoo.com.br",
            "yahoo.de",
            "yahoo.fr",
            "yandex.com",
            "yandex.ru",
            "ymail.com",
            "zoho.com");

    /** Names in other scripts are turned into their ASCII form; anything that is no domain name is empty. */
    public static Optional<DomainName> parse(String text) {
        if (text == null) {
            return Optional.empty();
        }
        return ascii(text.strip())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> SHAPE.matcher(name).matches())
                .map(DomainName::new);
    }

    /** Whether anybody can get an address there. */
    public boolean consumer() {
        return CONSUMER.contains(text);
    }

    private static Optional<String> ascii(String text) {
        try {
            return Optional.of(IDN.toASCII(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
