import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import {
  dataFolder,
  openBrowser,
  openRepository,
  parseRemoteAddress,
  readAppFiles,
  readOauthClients,
  requireGit,
  seedDemoRepository,
  serveLocal,
  serveRemote,
  StartError,
  startGateway,
  startServer,
  type GatewayOptions,
  type ServedRepository,
} from '#server';

const usage = `Usage:
  galley serve [--repo PATH | --remote URL] [--port N] [--host H] [--no-open]
  galley check DIR [--edits] [--json]
  galley publish-due --repo PATH | --remote URL [--branch NAME]
  galley gateway --allow-origin ORIGIN… --allow-host HOST… [--config FILE] [--port N] [--host H] [--log]
`;

/** The folder of the built command, app and demo files: this file is bundled to dist/cli/cli.js. */
const dist = fileURLToPath(new URL('..', import.meta.url));

/** Runs the `galley` command. Gives the exit code, or undefined while it goes on serving. */
export async function runCommand(args: readonly string[]): Promise<number | undefined> {
  const [name = 'serve', ...rest] = args[0]?.startsWith('-') === true ? ['serve', ...args] : args;
  try {
    if (name === 'serve') return await serve(rest);
    if (name === 'check') return await check(rest);
    if (name === 'publish-due') return await publishDue(rest);
    if (name === 'gateway') return await serveGateway(rest);
    if (name === 'help') {
      process.stdout.write(usage);
      return 0;
    }
    throw new StartError(`There is no command "${name}": use serve, check, publish-due or gateway.`);
  } catch (thrown) {
    if (!(thrown instanceof StartError)) throw thrown;
    process.stderr.write(`${thrown.message}\n`);
    return 2;
  }
}

async function serve(args: readonly string[]): Promise<number | undefined> {
  const { values, positionals } = parse(args, {
    repo: { type: 'string' },
    remote: { type: 'string' },
    port: { type: 'string', default: '4321' },
    host: { type: 'string', default: '127.0.0.1' },
    'no-open': { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  if (positionals[0] !== undefined)
    throw new StartError(`serve takes no "${positionals[0]}": a repository goes after --repo.`);
  if (values.repo !== undefined && values.remote !== undefined) {
    throw new StartError('Give either --repo or --remote, not both.');
  }
  const port = parsePort(values.port);
  await requireGit();
  const repository = await chooseRepository(values);
  const app = await readAppFiles(resolve(dist, 'app'));
  const server = await startServer({ app, repository, host: values.host, port });
  stopOnSignals(() => server.close());
  process.stdout.write(`Galley is ready: ${server.url}\n`);
  if (!values['no-open'] && process.env['CI'] === undefined) openBrowser(server.url);
  return undefined;
}

interface Choice {
  readonly repo?: string | undefined;
  readonly remote?: string | undefined;
}

async function chooseRepository({ repo, remote }: Choice): Promise<ServedRepository> {
  if (remote !== undefined) {
    const address = parseRemoteAddress(remote);
    process.stdout.write(`Serving ${address.url.href} through the relay\n`);
    return serveRemote(address);
  }
  if (repo !== undefined) {
    const repository = await openRepository(resolve(startFolder(), repo));
    process.stdout.write(`Serving ${repository.path}\n`);
    return serveLocal(repository);
  }
  const path = await seedDemoRepository({
    files: resolve(dist, 'demo'),
    dataFolder: dataFolder(process.env, process.platform),
  });
  process.stdout.write(`Serving the demo repository ${path}\n`);
  return serveLocal({ name: 'demo', path, isBare: true }, '/git/demo.git');
}

async function check(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args, {
    edits: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  });
  const [folder, ...others] = positionals;
  if (folder === undefined || others.length > 0) throw new StartError('check takes one folder: galley check DIR');
  const { checkMarkdown } = await import('./check-markdown.ts');
  return checkMarkdown({ folder: resolve(startFolder(), folder), edits: values.edits, json: values.json });
}

async function publishDue(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args, {
    repo: { type: 'string' },
    remote: { type: 'string' },
    branch: { type: 'string' },
  });
  const { repo, remote, branch } = values;
  if (positionals.length > 0 || (repo === undefined) === (remote === undefined)) {
    throw new StartError('publish-due takes one repository: galley publish-due --repo PATH, or --remote URL.');
  }
  await requireGit();
  const { GALLEY_USERNAME, GALLEY_TOKEN, GIT_AUTHOR_NAME, GIT_AUTHOR_EMAIL } = process.env;
  const { publishDue } = await import('./publish-due.ts');
  return publishDue({
    target: remote === undefined ? { folder: resolve(startFolder(), repo ?? '') } : { remote },
    // Hosts that look at the token alone take any user name; this is the one that GitHub gives its own jobs.
    credentials: GALLEY_TOKEN ? { username: GALLEY_USERNAME || 'x-access-token', password: GALLEY_TOKEN } : undefined,
    author: GIT_AUTHOR_NAME && GIT_AUTHOR_EMAIL ? { name: GIT_AUTHOR_NAME, email: GIT_AUTHOR_EMAIL } : undefined,
    branch,
    say: (line) => process.stdout.write(`${line}\n`),
  });
}

async function serveGateway(args: readonly string[]): Promise<number | undefined> {
  const { values, positionals } = parse(args, {
    config: { type: 'string' },
    'allow-origin': { type: 'string', multiple: true, default: [] },
    'allow-host': { type: 'string', multiple: true, default: [] },
    'allow-loopback': { type: 'string', multiple: true, default: [] },
    port: { type: 'string', default: '4322' },
    host: { type: 'string', default: '127.0.0.1' },
    log: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  if (positionals[0] !== undefined) throw new StartError(`gateway takes no "${positionals[0]}".`);
  const file = values.config === undefined ? undefined : await readSettings(resolve(startFolder(), values.config));
  const gateway = await startGateway({
    settings: {
      ...file,
      origins: joined(file?.origins, values['allow-origin']),
      hosts: joined(file?.hosts, values['allow-host']),
    },
    loopbackHosts: values['allow-loopback'],
    oauth: readOauthClients(process.env),
    host: values.host,
    port: parsePort(values.port),
    ...(values.log ? { log: (line: string) => process.stdout.write(`${line}\n`) } : {}),
  });
  stopOnSignals(() => gateway.close());
  process.stdout.write(`The gateway is ready: ${gateway.url}\n`);
  return undefined;
}

/** What a file says may be anything: that is left for the check of all settings. */
function joined(inFile: string[] | undefined, given: string[]): string[] {
  return inFile === undefined || Array.isArray(inFile) ? [...(inFile ?? []), ...given] : inFile;
}

/** The settings in a file, as they stand; whether they can be used is checked with all others. */
async function readSettings(path: string): Promise<GatewayOptions['settings']> {
  try {
    const settings: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (typeof settings !== 'object' || settings === null) throw new TypeError('it is no object');
    return { origins: [], ...settings };
  } catch (thrown) {
    throw new StartError(`${path} can't be read as settings: ${thrown instanceof Error ? thrown.message : ''}`, {
      cause: thrown,
    });
  }
}

/** npm runs scripts in the package's folder; paths are meant from where the person is. */
function startFolder(): string {
  return process.env['npm_lifecycle_event'] === undefined ? process.cwd() : (process.env['INIT_CWD'] ?? process.cwd());
}

function parse<const Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (thrown) {
    if (!(thrown instanceof TypeError)) throw thrown;
    const [sentence = thrown.message] = thrown.message.split(/\.(?=\s|$)/);
    throw new StartError(`${sentence}. See galley serve --help.`, { cause: thrown });
  }
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new StartError(`--port takes a number from 0 to 65535, not "${text}".`);
}

function stopOnSignals(close: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      void close().then(() => process.exit(0));
    });
  }
}
