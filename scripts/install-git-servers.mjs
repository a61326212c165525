// Installs the web servers that one test runs git behind, and the ssh-keygen by which git checks signatures in another, where
// the machine has apt-get and we may use it. Without them those tests are skipped and say so; so nothing here is a failure.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const packages = [
  { name: 'nginx-light', file: '/usr/sbin/nginx' },
  { name: 'fcgiwrap', file: '/usr/sbin/fcgiwrap' },
  { name: 'openssh-client', file: '/usr/bin/ssh-keygen' },
  { name: 'python3-dulwich', file: '/usr/lib/python3/dist-packages/dulwich' },
];
const missing = packages.filter(({ file }) => !existsSync(file)).map(({ name }) => name);
if (missing.length > 0 && process.platform === 'linux' && process.getuid?.() === 0) {
  process.stdout.write(`Installing ${missing.join(', ')} for tests with other git servers and signatures…\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (args) => spawnSync('apt-get', args, { env, stdio: 'ignore', timeout: 300_000 }).status === 0;
  const isDone = run(['update', '-qq']) && run(['install', '-y', '-qq', '--no-install-recommends', ...missing]);
  if (!isDone) process.stdout.write('That did not work; those tests will be skipped.\n');
}
