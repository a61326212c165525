import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where Galley keeps what is the person's own: `GALLEY_DATA`, else the system's place for application data. */
export function dataFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const given = environment['GALLEY_DATA'];
  if (given !== undefined && given !== '') return given;
  if (platform === 'win32') return join(environment['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'Galley');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Galley');
  const shared = environment['XDG_DATA_HOME'];
  return join(shared !== undefined && shared !== '' ? shared : join(homedir(), '.local', 'share'), 'galley');
}
