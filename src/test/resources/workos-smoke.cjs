// WorkOS's SDK for Node against a running Muster that delivers webhooks to this machine, from the first organization to the
// last deletion. Arguments: folder of the SDK, port of Muster, API key, most requests a minute (0: do not try that out).
const assert = require('node:assert/strict');
const http = require('node:http');
const { createRequire } = require('node:module');
const [folder, port, key, pace] = process.argv.slice(2);
const { WorkOS } = createRequire(folder + '/')('@workos-inc/node');
const major = Number(require(folder + '/node_modules/@workos-inc/node/package.json').version.split('.')[0]);

const base = `http://localhost:${port}`;
const client = apiKey => new WorkOS(apiKey, { apiHostname: 'localhost', port: Number(port), https: false });
const workos = client(key);

async function fails(call, status) {
  let error;
  await assert.rejects(call, thrown => {
    error = thrown;
    assert.equal(thrown.status, status);
    return true;
  });
  return error;
}

async function send(method, url, token, body) {
  const answer = await fetch(url, {
    method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': url.includes('/scim/') ? 'application/scim+json' : 'application/json' },
    body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  assert.ok(answer.ok, `${method} ${url}: ${answer.status} ${text}`);
  return text ? JSON.parse(text) : undefined;
}

async function eventually(what, check) {
  for (let i = 0; i < 200; i++) {
    if (await check()) return;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  assert.fail(`never: ${what}`);
}

async function organizations() {
  const domain = `d${Date.now()}.example.com`;
  const created = await workos.organizations.createOrganization({
    name: 'Acme',
    externalId: 'node/1 a:b' + Math.random(),
    metadata: { tier: 'gold' },
    domainData: [{ domain, state: 'verified' }],
  });
  assert.equal(created.domains[0].state, 'verified');
  assert.equal((await workos.organizations.getOrganization(created.id)).name, 'Acme');
  if (major > 7) {
    // Node 7 and 8 put the id into the path as it is.
    const externalId = major > 8 ? created.externalId : encodeURIComponent(created.externalId);
    assert.equal((await workos.organizations.getOrganizationByExternalId(externalId)).id, created.id);
  }
  assert.equal((await workos.organizations.updateOrganization({ organization: created.id, name: 'B' })).name, 'B');
  const list = await workos.organizations.listOrganizations({ domains: [domain, 'x.example.com'] });
  assert.deepEqual(list.data.map(o => o.id), [created.id]);
  await fails(() => workos.organizations.createOrganization({ name: 'C', domainData: [{ domain, state: 'verified' }] }), 409);
  return created.id;
}

async function webhooks(events) {
  const received = [];
  const server = http.createServer((request, response) => {
    const parts = [];
    request.on('data', part => parts.push(part));
    request.on('end', () => {
      received.push({ body: Buffer.concat(parts).toString(), signature: request.headers['workos-signature'] });
      response.end();
    });
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}/hook`;
  const endpoint = await endpointFor(url, events);
  return {
    async verified() {
      await eventually('all webhooks', () => new Set(received.map(r => JSON.parse(r.body).event)).size === events.length);
      for (const { body, signature } of received) {
        const event = await workos.webhooks.constructEvent({ payload: JSON.parse(body), sigHeader: signature, secret: endpoint.secret });
        assert.equal(event.id, JSON.parse(body).id);
        await assert.rejects(() => workos.webhooks.constructEvent({ payload: { other: 1 }, sigHeader: signature, secret: endpoint.secret }));
        if (major > 9) {
          await workos.webhooks.constructEvent({ payload: body, sigHeader: signature, secret: endpoint.secret });
        }
      }
      server.close();
      return received.length;
    },
  };
}

async function endpointFor(url, events) {
  if (major < 10) {
    return send('POST', `${base}/webhook_endpoints`, key, { endpoint_url: url, events });
  }
  const spare = await workos.webhooks.createWebhookEndpoint({ endpointUrl: url + '/spare', events: ['dsync.deleted'] });
  await workos.webhooks.updateWebhookEndpoint({ id: spare.id, status: 'disabled' });
  await workos.webhooks.deleteWebhookEndpoint({ id: spare.id });
  const endpoint = await workos.webhooks.createWebhookEndpoint({ endpointUrl: url, events });
  assert.deepEqual((await workos.webhooks.listWebhookEndpoints()).data.map(e => e.id), [endpoint.id]);
  return endpoint;
}

/** What an identity provider does, so that each event comes at least once. */
async function provide({ endpoint, bearer_token: token }) {
  const scim = (method, path, body) => send(method, base + new URL(endpoint).pathname + path, token, body);
  const patch = (path, ...operations) =>
    scim('PATCH', path, { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations });
  const user = async (userName, more) =>
    (await scim('POST', '/Users', { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName, ...more })).id;
  const ada = await user('ada@acme.test', { name: { givenName: 'Zoë "Q" \u{1F600}', familyName: '漢\u001f/1.0' } });
  const others = [];
  for (const name of ['bob', 'cid', 'dan', 'eve']) others.push(await user(name));
  const crew = (await scim('POST', '/Groups', { displayName: 'Crew', members: [{ value: ada }, { value: others[0] }] })).id;
  const gone = (await scim('POST', '/Groups', { displayName: 'Gone' })).id;
  await patch(`/Groups/${crew}`, { op: 'remove', path: `members[value eq "${others[0]}"]` });
  await patch(`/Groups/${gone}`, { op: 'replace', path: 'displayName', value: 'Going' });
  await scim('DELETE', `/Groups/${gone}`);
  await patch(`/Users/${others[1]}`, { op: 'replace', path: 'active', value: false });
  await scim('DELETE', `/Users/${await user('fay')}`);
  return { ada, crew, inactive: others[1] };
}

async function directorySync(organization, directory, { ada, crew, inactive }) {
  const sync = workos.directorySync;
  assert.deepEqual((await sync.listDirectories({ organizationId: organization })).data.map(d => d.id), [directory]);
  assert.equal((await sync.getDirectory(directory)).state, 'active');
  const seen = new Set();
  for (let after, more = true; more; ) {
    const page = await sync.listUsers({ directory, limit: 2, after });
    page.data.forEach(u => seen.add(u.id));
    after = page.listMetadata.after;
    more = Boolean(after);
  }
  assert.equal(seen.size, 5);
  assert.equal((await (await sync.listUsers({ directory })).autoPagination()).length, 5);
  assert.deepEqual((await sync.listUsers({ group: crew })).data.map(u => u.id), [ada]);
  const read = await sync.getUser(ada);
  assert.equal(read.firstName, 'Zoë "Q" \u{1F600}');
  assert.deepEqual(read.groups.map(g => g.id), [crew]);
  const bare = await sync.getUser(inactive);
  assert.equal(bare.email, null);
  assert.equal(bare.state, 'inactive');
  assert.equal((await sync.listGroups({ user: ada })).data[0].id, crew);
  assert.equal((await sync.listGroups({ directory })).data.length, 1);
  assert.equal((await sync.getGroup(crew)).name, 'Crew');
}

async function roles(directory, { ada, crew, inactive }) {
  const slug = 'crew-member';
  await send('POST', `${base}/authorization/roles`, key, { slug, name: 'Member of the crew' });
  await send('PUT', `${base}/directories/${directory}/role_mappings`, key, { role_mappings: [{ group_id: crew, role: slug }] });
  await eventually('the role', async () => (await workos.directorySync.getUser(ada)).role?.slug === slug);
  assert.equal((await workos.directorySync.listUsers({ group: crew })).data[0].role.slug, slug);
  assert.ok(!(await workos.directorySync.getUser(inactive)).role);
}

async function errors(user) {
  const error = await fails(() => workos.directorySync.getUser('directory_user_x'), 404);
  if (major > 10) assert.ok(error.requestID);
  await fails(() => workos.directorySync.listUsers({}), 422);
  await fails(() => client('sk_0123456789012345678901234567890123456789').directorySync.getUser(user), 401);
  if (Number(pace)) {
    const { key: tired } = await send('POST', `${base}/api_keys`, key, { name: 'Tired' });
    const answers = await Promise.all(
      Array.from({ length: Number(pace) + 400 }, () => fetch(`${base}/events`, { headers: { Authorization: `Bearer ${tired}` } })));
    const refused = answers.find(answer => answer.status === 429);
    assert.match(refused.headers.get('retry-after'), /^\d+$/);
  }
}

async function portal() {
  const organization = (await workos.organizations.createOrganization({ name: 'Portal' })).id;
  const wish = { organization, intent: 'dsync', returnUrl: 'https://app.example.com', adminEmails: ['it@acme.example.com'] };
  const door = workos.adminPortal ?? workos.portal;
  const first = (await door.generateLink(wish)).link;
  assert.match(first, /\/portal\/pl_[0-9A-Za-z]{38}$/);
  assert.notEqual((await door.generateLink(wish)).link, first);
  await fails(() => door.generateLink({ ...wish, organization: 'org_x' }), 400);
}

async function events() {
  const names = { events: ['dsync.user.created', 'dsync.group.created'] };
  await eventually('eight events', async () => (await workos.events.listEvents(names)).data.length === 8);
  const first = await workos.events.listEvents({ ...names, limit: 1 });
  assert.equal(first.data[0].event, 'dsync.user.created');
  const rest = await workos.events.listEvents({ ...names, limit: 100, after: first.listMetadata.after });
  assert.equal(rest.data.length, 7);
  const none = await workos.events.listEvents({ ...names, after: rest.data.at(-1).id });
  assert.deepEqual(none.data, []);
}

(async () => {
  const organization = await organizations();
  const inbox = await webhooks([
    'dsync.activated', 'dsync.deleted', 'dsync.user.created', 'dsync.user.updated', 'dsync.user.deleted',
    'dsync.group.created', 'dsync.group.updated', 'dsync.group.deleted', 'dsync.group.user_added', 'dsync.group.user_removed',
  ]);
  const directory = await send('POST', `${base}/directories`, key, {
    organization_id: organization, name: 'Acme', type: 'generic scim v2.0',
  });
  const people = await provide(directory);
  await directorySync(organization, directory.id, people);
  await roles(directory.id, people);
  await events();
  await portal();
  await errors(people.ada);
  await workos.directorySync.deleteDirectory(directory.id);
  await fails(() => workos.directorySync.getDirectory(directory.id), 404);
  await workos.organizations.deleteOrganization(organization);
  await fails(() => workos.organizations.getOrganization(organization), 404);
  await inbox.verified();
  console.log('all went well');
})().catch(error => {
  console.error(error);
  process.exit(1);
});
