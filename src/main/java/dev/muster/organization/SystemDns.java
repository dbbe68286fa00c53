package dev.muster.organization;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.spi.NamingManager;
import org.jboss.logging.Logger;

/** Asks the name servers this machine is set up with. */
@ApplicationScoped
@DefaultBean
class SystemDns implements TxtRecords {

    private static final Logger LOG = Logger.getLogger(SystemDns.class);
    private static final String MILLIS = "2000";
    private static final String TRIES = "2";

    private final String servers;

    SystemDns() {
        this("dns://");
    }

    /** @param servers as JNDI names them; {@code dns://} for those of the machine */
    SystemDns(String servers) {
        this.servers = servers;
    }

    @Override
    public List<String> of(String name) {
        try {
            return texts(name);
        } catch (NamingException e) {
            LOG.debugf("No TXT records of %s: %s", name, e.getMessage());
            return List.of();
        }
    }

    private List<String> texts(String name) throws NamingException {
        var settings = new Hashtable<String, String>();
        settings.put("com.sun.jndi.dns.timeout.initial", MILLIS);
        settings.put("com.sun.jndi.dns.timeout.retries", TRIES);
        // Quarkus forbids initial contexts, so that nothing is looked up by a stranger's name. Asking DNS needs none.
        var dns = (DirContext) NamingManager.getURLContext("dns", settings);
        try {
            return texts(dns.getAttributes(servers + "/" + name, new String[] {"TXT"})
                    .get("TXT"));
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
