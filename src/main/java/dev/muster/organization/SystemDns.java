package dev.muster.organization;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import org.jboss.logging.Logger;

/** Asks the name servers this machine is set up with. */
@ApplicationScoped
@DefaultBean
class SystemDns implements TxtRecords {

    private static final Logger LOG = Logger.getLogger(SystemDns.class);
    private static final String MILLIS = "2000";
    private static final String TRIES = "2";

    @Override
    public List<String> of(String name) {
        try {
            return texts(name);
        } catch (NamingException e) {
            LOG.debugf("No TXT records of %s: %s", name, e.getMessage());
            return List.of();
        }
    }

    private static List<String> texts(String name) throws NamingException {
        var settings = new Hashtable<String, String>();
        settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        settings.put(Context.PROVIDER_URL, "dns:");
        settings.put("com.sun.jndi.dns.timeout.initial", MILLIS);
        settings.put("com.sun.jndi.dns.timeout.retries", TRIES);
        var dns = new InitialDirContext(settings);
        try {
            return texts(dns.getAttributes(name, new String[] {"TXT"}).get("TXT"));
        } finally {
            dns.close();
        }
    }

    private static List<String> texts(Attribute records) throws NamingException {
        var texts = new ArrayList<String>();
        if (records != null) {
            Collections.list(records.getAll()).forEach(record -> texts.add(String.valueOf(record)));
        }
        return texts;
    }
}
