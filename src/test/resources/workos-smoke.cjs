// WorkOS's SDK for Node against a running Muster. Arguments: folder of the SDK, port, API key, directory, group, user.
const assert = require('node:assert/strict');
const [folder, port, key, directory, group, user] = process.argv.slice(2);
const { WorkOS } = require(folder + '/node_modules/@workos-inc/node');

const client = apiKey => new WorkOS(apiKey, { apiHostname: 'localhost', port: Number(port), https: false });
const workos = client(key);

async function fails(call, status) {
  await assert.rejects(call, error => {
    assert.equal(error.status, status);
    return true;
  });
}

async function organizations() {
  const created = await workos.organizations.createOrganization({
    name: 'Acme',
    externalId: 'node/1 a:b' + Math.random(),
    metadata: { tier: 'gold' },
    domainData: [{ domain: `d${Date.now()}.example.com`, state: 'verified' }],
  });
  assert.equal(created.domains[0].state, 'verified');
  assert.equal((await workos.organizations.getOrganization(created.id)).name, 'Acme');
  assert.equal((await workos.organizations.getOrganizationByExternalId(created.externalId)).id, created.id);
  assert.equal((await workos.organizations.updateOrganization({ organization: created.id, name: 'B' })).name, 'B');
  const list = await workos.organizations.listOrganizations({ domains: [created.domains[0].domain, 'x.example.com'] });
  assert.deepEqual(list.data.map(o => o.id), [created.id]);
  await workos.organizations.deleteOrganization(created.id);
  await fails(() => workos.organizations.getOrganization(created.id), 404);
}

async function directorySync() {
  const sync = workos.directorySync;
  assert.equal((await sync.getDirectory(directory)).state, 'inactive');
  assert.ok((await sync.listDirectories()).data.some(d => d.id === directory));
  const seen = new Set();
  for (let after, more = true; more; ) {
    const page = await sync.listUsers({ directory, limit: 2, after });
    page.data.forEach(u => seen.add(u.id));
    after = page.listMetadata.after;
    more = Boolean(after);
  }
  assert.equal(seen.size, 5);
  assert.equal((await (await sync.listUsers({ directory })).autoPagination()).length, 5);
  assert.equal((await sync.listUsers({ group })).data.length, 1);
  const read = await sync.getUser(user);
  assert.deepEqual(read.groups.map(g => g.id), [group]);
  assert.equal((await sync.listGroups({ user })).data[0].id, group);
  assert.equal((await sync.listGroups({ directory })).data.length, 1);
  assert.equal((await sync.getGroup(group)).name, 'Crew');
  await fails(() => sync.listUsers({}), 422);
  await fails(() => client('sk_0123456789012345678901234567890123456789').directorySync.getUser(user), 401);
}

async function events() {
  const names = { events: ['dsync.user.created', 'dsync.group.created'] };
  const first = await workos.events.listEvents({ ...names, limit: 1 });
  assert.equal(first.data[0].event, 'dsync.user.created');
  const rest = await workos.events.listEvents({ ...names, limit: 100, after: first.listMetadata.after });
  assert.equal(rest.data.length, 5);
  const none = await workos.events.listEvents({ ...names, after: rest.data.at(-1).id });
  assert.deepEqual(none.data, []);
}

(async () => {
  await organizations();
  await directorySync();
  await events();
  await workos.directorySync.deleteDirectory(directory);
  await fails(() => workos.directorySync.getDirectory(directory), 404);
  console.log('all went well');
})().catch(error => {
  console.error(error);
  process.exit(1);
});
