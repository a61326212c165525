import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { runTestGit, temporaryFolder } from '../browser/harness/index.ts';

/** A git server of another make, with one repository behind it. */
export interface OtherServer {
  readonly url: string;
  stop(): Promise<void>;
}

export interface NginxOptions {
  readonly credentials?: { readonly username: string; readonly password: string };
  /** Answers pages of this origin, as the guide for hosting says. */
  readonly pages?: string;
}

const NGINX = '/usr/sbin/nginx';
const FCGIWRAP = '/usr/sbin/fcgiwrap';
// The distribution's own Python has the distribution's packages.
const PYTHON = '/usr/bin/python3';
const DULWICH = '/usr/lib/python3/dist-packages/dulwich';

/** What is missing for the servers below, in words for the name of a skipped test; null when nothing is. */
export function missingForNginx(): string | null {
  return existsSync(NGINX) && existsSync(FCGIWRAP) ? null : 'nginx and fcgiwrap are not installed';
}

export function missingForDulwich(): string | null {
  return existsSync(PYTHON) && existsSync(DULWICH) ? null : 'python3-dulwich is not installed';
}

/** nginx with git's own http-backend behind fcgiwrap, as git-http-backend(1) describes it for other web servers. */
export async function startNginx(
  repositoryPath: string,
  { credentials, pages }: NginxOptions = {},
): Promise<OtherServer> {
  const folder = await temporaryFolder();
  const [port, socket] = [await freePort(), join(folder, 'fcgi.sock')];
  const backend = join((await runTestGit(['--exec-path'])).trim(), 'git-http-backend');
  await runTestGit(['config', 'http.receivepack', 'true'], { cwd: repositoryPath });
  if (credentials !== undefined)
    await writeFile(join(folder, 'users'), `${credentials.username}:{PLAIN}${credentials.password}\n`);
  const signIn = credentials === undefined ? '' : `auth_basic "Posts"; auth_basic_user_file ${join(folder, 'users')};`;
  const answering =
    pages === undefined
      ? ''
      : `add_header Access-Control-Allow-Origin ${pages} always; add_header Access-Control-Expose-Headers retry-after always;
        if ($request_method = OPTIONS) {
          add_header Access-Control-Allow-Origin ${pages};
          add_header Access-Control-Allow-Methods "GET, POST";
          add_header Access-Control-Allow-Headers "authorization, content-type, git-protocol";
          add_header Access-Control-Max-Age 7200;
          return 204;
        }`;
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${join(folder, name)};`,
  );
  await writeFile(
    join(folder, 'nginx.conf'),
    `daemon off; user root; worker_processes 1; pid ${join(folder, 'pid')}; error_log ${join(folder, 'error.log')};
    events { worker_connections 64; }
    http { access_log off; ${paths.join(' ')}
      server { listen 127.0.0.1:${port}; ${signIn}
        location / {
          ${answering}
          fastcgi_pass unix:${socket};
          fastcgi_param SCRIPT_FILENAME ${backend};
          fastcgi_param GIT_PROJECT_ROOT ${dirname(repositoryPath)};
          fastcgi_param GIT_HTTP_EXPORT_ALL "";
          fastcgi_param GIT_PROTOCOL $http_git_protocol;
          fastcgi_param PATH_INFO $uri;
          fastcgi_param QUERY_STRING $query_string;
          fastcgi_param REQUEST_METHOD $request_method;
          fastcgi_param CONTENT_TYPE $content_type;
          fastcgi_param CONTENT_LENGTH $content_length;
          fastcgi_param REMOTE_USER $remote_user;
        }
      }
    }`,
  );
  const wrapper = spawn(FCGIWRAP, ['-c', '2', '-s', `unix:${socket}`], { stdio: 'ignore', detached: true });
  const nginx = spawn(NGINX, ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
  const name = repositoryPath.slice(dirname(repositoryPath).length + 1);
  await untilAnswering(port);
  return {
    url: `http://127.0.0.1:${port}/${name}`,
    async stop() {
      // Its workers would go on without it, so that it has a group of its own.
      await Promise.all([ended(nginx), ended(wrapper, 'group')]);
    },
  };
}

/** The web server that comes with dulwich, a git in Python. It speaks the first protocol only. */
export async function startDulwich(repositoryPath: string): Promise<OtherServer> {
  const port = await freePort();
  const server = spawn(PYTHON, ['-m', 'dulwich.web', '-l', '127.0.0.1', '-p', String(port), repositoryPath], {
    stdio: 'ignore',
  });
  await untilAnswering(port);
  return { url: `http://127.0.0.1:${port}`, stop: () => ended(server) };
}

/** Ends a process, or the group that it leads. */
function ended(child: ChildProcess, what: 'process' | 'group' = 'process'): Promise<void> {
  const { pid } = child;
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  const end = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
  });
  process.kill(what === 'group' ? -pid : pid);
  return end;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Resolves once something answers at the port. */
async function untilAnswering(port: number): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await fetch(`http://127.0.0.1:${port}/`);
      return;
    } catch (error) {
      if (attempt === 200) throw error;
      await new Promise((resolve) => {
        setTimeout(resolve, 50);
      });
    }
  }
}
