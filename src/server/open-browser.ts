import { spawn } from 'node:child_process';

/** Shows `url` in the person's browser where there is one to show it in. Never fails: the address is on the screen too. */
export function openBrowser(url: string): void {
  const [command, ...args] = openerOf(process.platform);
  if (command === undefined) return;
  const opener = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
  opener.on('error', () => undefined);
  opener.unref();
}

function openerOf(platform: NodeJS.Platform): readonly string[] {
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['cmd', '/c', 'start', ''];
  const hasDisplay = (process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'] ?? '') !== '';
  return hasDisplay ? ['xdg-open'] : [];
}
